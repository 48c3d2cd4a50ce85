"""The treasurer's pages: what came, from whom, for what, and what is to be done about it."""
