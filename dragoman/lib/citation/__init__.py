"""References to a clip or to one sentence of it, in the formats that reference managers read."""
