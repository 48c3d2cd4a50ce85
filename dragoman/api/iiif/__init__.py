"""IIIF: a clip as a canvas with a duration, its sentences as annotations on it, and a search in them."""
