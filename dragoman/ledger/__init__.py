"""The record of who changed what: append-only, hash-linked, one line per act.

Takes an actor's handle, an act and a detail of digests and labels; makes one line that names the line before it.
Promises that no line is ever changed or removed, by our own code included.
"""
