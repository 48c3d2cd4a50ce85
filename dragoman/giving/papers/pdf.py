"""A paper as PDF: for printing, for archives, and for those who have it read to them."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.giving.papers.writing import FilledIn
from dragoman.lib.languages import direction
from dragoman.lib.typesetting import SANS, SERIF, set_pdf


def paper_pdf(paper: FilledIn) -> bytes:
    """The same paper gives the same bytes. Raises ``NoFace`` for a name no typeface of this machine can write."""
    words = asdict(paper) | {"serif": SERIF, "sans": SANS, "direction": direction(paper.language)}
    del words["made_at"]
    with override(paper.language):
        words["labels"] = {
            "number": _("Number"),
            "received": _("Received on"),
            "amount": _("Amount"),
            "sum": _("Together"),
        }
    words["statements"] = [[language or paper.language, said] for language, said in paper.statements]
    return set_pdf(_source(), words, paper.made_at)


@cache
def _source() -> str:
    return (Path(__file__).parent / "paper.typ").read_text(encoding="utf-8")
