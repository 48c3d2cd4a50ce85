"""Speech to words: what was said, when, and how sure the recogniser is."""
