"""From the JSON of the sandboxed child to the facts of the port."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from dragoman.engines.video.port import MediaFacts, PictureFacts, SoundFacts


def media_facts(found: dict[str, Any]) -> MediaFacts:
    plain = ("container", "duration_ms", "size_bytes")
    return MediaFacts(
        **{name: found[name] for name in plain},
        origin=Fraction(*found["origin"]),
        picture=_picture(found["picture"]) if found["picture"] else None,
        sound=SoundFacts(**found["sound"]) if found["sound"] else None,
        other_streams=tuple(found["other_streams"]),
        warnings=tuple(found["warnings"]),
    )


def _picture(found: dict[str, Any]) -> PictureFacts:
    fractions = ("time_base", "pixel_aspect", "frame_rate")
    known = {name: Fraction(*found[name]) if found[name] else None for name in fractions}
    return PictureFacts(**(found | known))
