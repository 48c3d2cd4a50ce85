"""The demonstration: broadcasts, an archive and people that are all invented."""
