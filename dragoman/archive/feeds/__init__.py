"""What was published last, as feeds in four forms: of everything, or of one topic, source or person."""
