"""Stage 8c: donations, once or monthly."""
