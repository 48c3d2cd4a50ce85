"""Still pictures made smaller, in the formats browsers take: the smallest first, the one that all know last."""

from __future__ import annotations

import io
from collections.abc import Sequence
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


SHEET_COLUMNS = 4


def scaled(picture: bytes, width: int, form: Form) -> bytes:
    """The picture no wider than ``width``, never enlarged; nothing of what was said about it goes along."""
    image = _opened(picture)
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    options = (
        {"speed": 7} if form is AVIF else {"optimize": True, "progressive": True} if form is JPEG else {}
    )
    image.save(out, form.name, quality=form.quality, **options)
    return out.getvalue()


def sheet(pictures: Sequence[bytes]) -> bytes:
    """Pictures of one size side by side in one JPEG, row by row. There must be one at least."""
    opened = [_opened(picture) for picture in pictures]
    width, height = opened[0].size
    rows = -(-len(opened) // SHEET_COLUMNS)
    whole = Image.new("RGB", (width * min(SHEET_COLUMNS, len(opened)), height * rows))
    for place, image in enumerate(opened):
        whole.paste(image, (place % SHEET_COLUMNS * width, place // SHEET_COLUMNS * height))
    out = io.BytesIO()
    whole.save(out, JPEG.name, quality=JPEG.quality, optimize=True)
    return out.getvalue()


def _opened(picture: bytes) -> Image.Image:
    try:
        with Image.open(io.BytesIO(picture)) as opened:
            return opened.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise NotAPicture("This is no picture that can be read.") from error
