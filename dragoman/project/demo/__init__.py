"""The demonstration: an invented archive, made by really doing what a desk does."""
