"""Stage 8a: e-mail digests of new clips, by topic, daily or weekly.

Takes what readers ask to be told of, and the proof that they asked; promises that nobody is written to who did not
say yes twice, and nobody once they said no.
"""
