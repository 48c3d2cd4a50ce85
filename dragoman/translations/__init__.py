"""Stage 4: what it means.

Takes a transcript; makes a track in another language whose every cue names the original cues it renders.
"""
