"""Quotations: the words of one, where an article quotes, and how two texts differ. Knows no archive."""
