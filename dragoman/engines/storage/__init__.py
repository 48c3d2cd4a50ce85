"""Where files stay: a vault addressed by what the files contain."""
