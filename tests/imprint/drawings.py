"""Drawings as people upload them."""

from __future__ import annotations

import io

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" onload="x()"><circle cx="4" cy="4" r="3"/></svg>'


def png(width: int = 40, height: int = 30) -> bytes:
    made = io.BytesIO()
    Image.new("RGBA", (width, height), (11, 83, 148, 255)).save(made, "PNG")
    return made.getvalue()
