"""The face for staff: where clips are made, checked and published."""
