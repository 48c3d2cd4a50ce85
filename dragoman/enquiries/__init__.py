"""Stage 8b: requests from media, government and academia, and talks with experts.

Takes what somebody outside asks for; makes an answer that can be followed from the first letter to where it was
used. Promises that nobody reads a request before its address is confirmed, that only the steps of one table are
taken, and that who asked can be forgotten without a gap in the record.
"""
