"""How a clip, or one sentence of it, is cited: in four styles for people, in three formats for their programs."""
