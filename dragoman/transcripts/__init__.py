"""Stage 3: what was said, in the original words.

Takes a clip's sound or a person's typing; makes the track of cues in the language spoken, each with its time, its
speaker and where its words came from.
"""
