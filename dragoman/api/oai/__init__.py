"""OAI-PMH 2.0: libraries gather what was published, and hear of what was withdrawn."""
