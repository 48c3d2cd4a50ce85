"""Captions: one vocabulary (``cues``) and one file per format."""
