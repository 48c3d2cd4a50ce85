"""Stage 1: what was broadcast, as captured.

Takes a file and the broadcast it came from; makes a recording under its SHA-256 that is never edited, and the
renditions the desk plays.
"""
