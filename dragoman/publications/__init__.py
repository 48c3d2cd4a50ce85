"""Stage 6: what we put our name to.

Takes a clip that may be published; makes a number that never dies and an edition that never changes.
"""
