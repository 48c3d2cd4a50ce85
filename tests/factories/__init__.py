"""The standing cast and what they work on."""
