"""Between publication and search: what readers say is wrong, what came of it, and whom it must reach.

Takes a report about a published sentence; makes a decision by another person than the one who wrote it, a public
correction, and the list of everyone who has the old words.
"""
