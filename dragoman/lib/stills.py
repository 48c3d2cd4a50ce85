"""Still pictures made smaller, in the formats browsers take: the smallest first, the one that all know last."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how files of it end, its type, and how closely it is kept."""

    ending: str
    mime: str
    name: str
    quality: int


AVIF = Form("avif", "image/avif", "AVIF", 50)
WEBP = Form("webp", "image/webp", "WEBP", 72)
JPEG = Form("jpg", "image/jpeg", "JPEG", 78)
FORMS = {form.ending: form for form in (AVIF, WEBP, JPEG)}
"""By ending, smallest first."""


class NotAPicture(ValueError):
    """The bytes are no picture that can be read."""


def scaled(picture: bytes, width: int, form: Form) -> bytes:
    """The picture no wider than ``width``, never enlarged; nothing of what was said about it goes along."""
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            image = opened.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture("This is no picture that can be read.") from error
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    options = (
        {"speed": 7} if form is AVIF else {"optimize": True, "progressive": True} if form is JPEG else {}
    )
    image.save(out, form.name, quality=form.quality, **options)
    return out.getvalue()
