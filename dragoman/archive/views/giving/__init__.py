"""Pages where readers give, and where donors keep what they gave. None of them is there while nothing can be given."""
