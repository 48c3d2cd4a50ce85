"""A drawing for every page: cleaned of whatever could act, kept under the name of its own bytes."""

from __future__ import annotations

import io
import warnings

from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from dragoman.imprint.errors import MarkRefused
from dragoman.lib.hashing import digest
from dragoman.lib.svg import NotADrawing, cleaned_svg

MOST_BYTES = 512 * 1024
_SVG_MOST_BYTES = 128 * 1024
_WIDEST = 4096
_KEPT_WIDE, _KEPT_TALL = 1024, 512
_PNG = b"\x89PNG\r\n\x1a\n"


def cleaned_mark(data: bytes) -> tuple[str, str, bytes]:
    """Name, media type and bytes of what may be shown. Raises ``MarkRefused`` for all but SVG and PNG."""
    if len(data) > MOST_BYTES:
        raise MarkRefused(_("This file is larger than 512 kB: make the drawing simpler or smaller."))
    if data.startswith(_PNG):
        clean = _cleaned_png(data)
        return f"mark-{digest(clean)[:16]}.png", "image/png", clean
    if len(data) > _SVG_MOST_BYTES:
        raise MarkRefused(_("This drawing is larger than 128 kB: make it simpler."))
    try:
        clean = cleaned_svg(data)
    except NotADrawing as error:
        raise MarkRefused(_("This is neither an SVG drawing nor a PNG picture.")) from error
    return f"mark-{digest(clean)[:16]}.svg", "image/svg+xml", clean


def _cleaned_png(data: bytes) -> bytes:
    """Drawn anew: nothing but pixels is left, and no more of them than a page can show."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=["PNG"])
            if max(picture.size) > _WIDEST:
                raise MarkRefused(_("This picture is wider or taller than 4096 pixels: make it smaller."))
            whole = picture.convert("RGBA")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombWarning,
    ) as error:
        if isinstance(error, MarkRefused):
            raise
        raise MarkRefused(_("This is neither an SVG drawing nor a PNG picture.")) from error
    whole.thumbnail((_KEPT_WIDE, _KEPT_TALL))
    made = io.BytesIO()
    whole.save(made, "PNG", optimize=True)
    return made.getvalue()
