"""Stage 7: how it is found.

Takes published editions; answers with clips, by number and by the words said in them.
"""
