"""Codes that open an address, drawn here as SVG."""

from __future__ import annotations

from io import BytesIO

import segno


def qr_svg(address: str, *, border: int = 4) -> bytes:
    """Black on white whatever is around it: a quarter of it may be covered and it can still be read."""
    out = BytesIO()
    segno.make(address, error="q", micro=False, boost_error=False).save(
        out, kind="svg", xmldecl=False, omitsize=True, border=border, dark="#000", light="#fff", title=address
    )
    return out.getvalue()


def payment_svg(words: str) -> bytes:
    """The code of a transfer, as the European Payments Council wants it: level M, at most version 13."""
    out = BytesIO()
    code = segno.make(words, error="m", micro=False, boost_error=False, encoding="utf-8")
    code.save(out, kind="svg", xmldecl=False, omitsize=True, border=4, dark="#000", light="#fff")
    return out.getvalue()
