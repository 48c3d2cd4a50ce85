"""What a reader typed: read without ever failing, told back where it was not understood, turned into terms."""
