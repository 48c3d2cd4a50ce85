"""The document as PDF."""

from __future__ import annotations

from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

from dragoman.lib.documents.model import Document, Run
from dragoman.lib.typesetting import SANS, SERIF, set_pdf


def write(document: Document) -> bytes:
    """Pages of A4. Raises ``NoFace`` for words in a script this machine has no typeface for."""
    if not any(one.isprintable() and not one.isspace() for one in document.title.text):
        # A heading without a letter is refused by those who read aloud.
        document = replace(document, title=Run(document.identifier, document.language, document.direction))
    words = asdict(document) | {"serif": SERIF, "sans": SANS}
    del words["made_at"]
    return set_pdf(_source(), words, document.made_at)


@cache
def _source() -> str:
    return (Path(__file__).parent / "page.typ").read_text(encoding="utf-8")
