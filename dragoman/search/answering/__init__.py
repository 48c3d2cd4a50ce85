"""Answers: the clips that were asked for, and in each the sentences where it was said."""
