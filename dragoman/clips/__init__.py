"""Stage 2: what we cut.

Takes a recording and a span; makes a clip whose frames are exactly those of the span, with its poster, peaks and
playable file.
"""
