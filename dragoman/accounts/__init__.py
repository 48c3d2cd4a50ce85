"""The people who work here: who they are, which roles they hold, how they sign in.

Promises that a handle stands for a person everywhere else, so that erasing the name breaks nothing.
"""
