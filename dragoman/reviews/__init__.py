"""Stage 5: who checked it.

Takes a clip with its tracks; makes automatic findings (checks) and people's approvals.
"""
