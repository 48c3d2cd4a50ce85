"""Stage 8c: gifts, once or monthly.

Takes what a donor promises and what providers say happened; makes gifts with a state, receipts that never change, and
letters. What happened is a set of events: whatever order they come in, and however often, the same gifts follow.
"""
