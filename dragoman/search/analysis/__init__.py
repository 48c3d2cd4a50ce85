"""One analyser in front of every index: the terms of a text in any script, and where in the text they stand."""
