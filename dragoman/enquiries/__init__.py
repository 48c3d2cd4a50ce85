"""Stage 8b: requests from media, government and academia, and interviews with experts."""
