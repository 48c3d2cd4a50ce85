"""What a media file says about itself: its C2PA manifest, read without the network, and what that is worth."""

from __future__ import annotations

from dragoman.lib.record.manifests.reading import read_manifest
from dragoman.lib.record.manifests.state import QUOTE, Ingredient, MediaState, State

__all__ = ["QUOTE", "Ingredient", "MediaState", "State", "read_manifest"]
