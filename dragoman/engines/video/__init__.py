"""Moving pictures and sound: look at a recording, cut it to the frame, check the cut, make it playable."""
