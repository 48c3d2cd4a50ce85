"""The picture of a sentence: its words in both languages, whose they are, and the way back to the record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from dragoman.archive.qr import qr_svg
from dragoman.archive.quoting import Quotation, Words
from dragoman.imprint.selectors import site_name
from dragoman.lib.isolates import isolated
from dragoman.lib.languages import Direction, UnknownLanguage, direction
from dragoman.lib.timecode import format_clock
from dragoman.lib.typesetting import SERIF, set_png
from dragoman.ui import wording

SHAPES = {"wide": (1200, 630), "square": (1080, 1080)}
THEMES = ("light", "dark")
_JOINED = frozenset({"ar", "fa", "ur", "ckb", "ps", "ug", "sd"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a card is drawn; the words are the quotation's and the language is the page's."""

    shape: str = "wide"
    theme: str = "light"


def card_png(quotation: Quotation, look: Look) -> bytes:
    """The same quotation, look and language give the same bytes."""
    return set_png(_source(), _data(quotation, look))


@cache
def _source() -> str:
    return (Path(__file__).parent / "quote_card.typ").read_text(encoding="utf-8")


def _data(quotation: Quotation, look: Look) -> dict[str, Any]:  # Any: JSON
    width, height = SHAPES[look.shape]
    base: Direction = "rtl" if wording.page_direction() == "rtl" else "ltr"
    day = wording.long_date(quotation.aired_on) if quotation.aired_on else ""
    at = f" · {format_clock(quotation.in_ms)}" if quotation.in_ms is not None else ""
    corrected = (
        _("Corrected %(date)s") % {"date": wording.long_date(quotation.corrected_at.date())}
        if quotation.corrected_at
        else ""
    )
    return {
        "width": width,
        "height": height,
        "theme": look.theme,
        "fonts": SERIF,
        "lang": wording.reader_language().split("-")[0],
        "rtl": base == "rtl",
        "comma": wording.comma_list(("", "")).strip(),
        "lane": quotation.lane,
        "site": site_name(),
        "place": f"DRG {quotation.number} s{quotation.label}{at}",
        "words": [_side(one) for one in quotation.words],
        "speaker": isolated(wording.plain_line(quotation.speaker), base),
        "role": isolated(wording.plain_line(quotation.role), base),
        "source": wording.comma_list(isolated(one, base) for one in (*quotation.sources, day) if one),
        "told": quotation.told,
        "corrected": f"† {corrected}" if corrected else "",
        "address": isolated(quotation.address.partition("://")[2], base),
        "as_of": _("as of %(date)s") % {"date": wording.long_date(quotation.as_of.date())},
        "digest": f"{quotation.digest[:4]} {quotation.digest[4:8]}",
        "qr": qr_svg(quotation.address, border=0).decode(),
    }


def _side(words: Words) -> dict[str, Any]:  # Any: JSON
    try:
        way = direction(words.language)
    except UnknownLanguage:
        way = "ltr"
    base = words.language.split("-")[0]
    quoted = words.quoted
    return {
        "text": " ".join(words.text.split()),
        "open": quoted[0],
        "close": quoted[-1],
        "lang": base if len(base) in (2, 3) else "en",
        "rtl": way == "rtl",
        "script": "arabic" if base in _JOINED else "",
    }
