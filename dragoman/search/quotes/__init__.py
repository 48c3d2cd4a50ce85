"""Quote check: are these the words on record? An index beside the process proposes, the words themselves decide."""
