"""What the site says of itself: its name and what it is, its mark and colour, its languages, where it is reached.

Takes what an administrator sets; keeps every state of it, so that any can be put back; and tells all stages above,
whose pages, feeds, cards and letters carry it. What was never set is as the environment has it.
"""
