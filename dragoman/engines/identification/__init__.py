"""Which language a text is in: the guard against silent translation, and the sorter of mixed recordings."""
