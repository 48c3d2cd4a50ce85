"""Where the site's mark and the style sheet of its accent are served: under names of what is in them, for good."""

from __future__ import annotations


def mark_path(name: str) -> str:
    return f"/imprint/{name}" if name else ""


def accent_path(colour: str) -> str:
    """Empty for the colour of the house."""
    return f"/imprint/accent-{colour.removeprefix('#')}.css" if colour else ""
