"""Everything that could be swapped: one folder per kind, each with a port of our own types."""
