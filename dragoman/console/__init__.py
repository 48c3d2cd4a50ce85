"""The face for the command line: the dragoman command."""
