"""Copies of unpublished clips, with the reference of whoever gets them burnt into the picture."""

from __future__ import annotations

import io
from pathlib import Path

from django.db import transaction
from PIL import Image, ImageDraw, ImageFont

from dragoman.clips.models import ClipFile
from dragoman.engines.video.port import UNWATCHED, Film, Plate, VideoError, Watch
from dragoman.enquiries.enclosing import drop, keep_copy
from dragoman.enquiries.models import Delivery
from dragoman.lib.hashing import file_digest
from dragoman.lib.timecode import Span
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

_LONG_SIDE = 1280


def mark_copy(*, delivery: Delivery, watch: Watch = UNWATCHED) -> Delivery:
    """Make the copy of a delivery, once; nothing for one that was taken back. Says so where there is no film."""
    fresh = Delivery.objects.select_related("publication", "enquiry").get(pk=delivery.pk)
    if fresh.file or fresh.revoked_at or not fresh.is_marked:
        return fresh
    source = ClipFile.objects.filter(clip_id=fresh.publication.clip_id, kind="playable").first()
    if source is None or not source.duration_ms:
        return _troubled(fresh, "no film")
    size = _size(source.width or 1280, source.height or 720)
    with workbench("marking") as bench:
        plate, made = bench / "plate.png", bench / "marked.mp4"
        plate.write_bytes(plate_of(mark_of(fresh), size))
        span = Span(0, source.duration_ms)
        film = Film(vault().path_of(source.sha256), span, *size, (Plate(plate, span),))
        try:
            video_engine().film(film, made, watch)
        except VideoError as error:
            return _troubled(fresh, str(error))
        return _kept(fresh, made)


def mark_of(delivery: Delivery) -> str:
    """``R-2026-000123 · 2026-11-24``: plain letters, so that no face is needed to read them."""
    return f"{delivery.enquiry.reference} · {delivery.made_at:%Y-%m-%d}"


def plate_of(words: str, size: tuple[int, int]) -> bytes:
    """The words three times over the picture, light with a dark edge, so that no crop loses all of them."""
    width, height = size
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    drawing = ImageDraw.Draw(picture)
    face = ImageFont.load_default(max(12, round(height / 18)))
    for across, down in ((0.25, 0.2), (0.5, 0.5), (0.75, 0.8)):
        drawing.text(
            (round(width * across), round(height * down)),
            words,
            font=face,
            anchor="mm",
            fill=(255, 255, 255, 120),
            stroke_width=2,
            stroke_fill=(0, 0, 0, 110),
        )
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


@transaction.atomic
def _kept(delivery: Delivery, made: Path) -> Delivery:
    """Not when it was taken back meanwhile."""
    fresh = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if fresh.file or fresh.revoked_at:
        return fresh
    fresh.size_bytes, fresh.sha256 = made.stat().st_size, file_digest(made)
    fresh.file, fresh.trouble = keep_copy(made), ""
    try:
        fresh.save(update_fields=["file", "size_bytes", "sha256", "trouble"])
    except BaseException:
        drop(fresh.file)
        raise
    return fresh


def _troubled(delivery: Delivery, words: str) -> Delivery:
    delivery.trouble = words[:300]
    delivery.save(update_fields=["trouble"])
    return delivery


def _size(width: int, height: int) -> tuple[int, int]:
    scale = min(1.0, _LONG_SIDE / max(width, height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)
