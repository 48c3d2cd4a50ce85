"""Every format that the words of an edition can be taken away in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dragoman.archive.taking.caption_files import write_ass, write_srt, write_ttml, write_vtt
from dragoman.archive.taking.corpus_files import write_tei, write_tmx
from dragoman.archive.taking.documents import write_docx, write_pdf
from dragoman.archive.taking.plain_text import write_text
from dragoman.archive.taking.wanted import ALL, Wanted
from dragoman.publications.page import PublishedClip
from dragoman.publications.plain_words import words_document


@dataclass(frozen=True, slots=True)
class Form:
    """``columns`` is how many languages it carries where the reader does not say: one for captions, else both,
    or ``ALL``."""

    ending: str
    name: str
    what: Promise
    mime: str
    write: Callable[[PublishedClip, Wanted], bytes]
    columns: int
    suffix: str = ""
    """What the file ends in, where it is more than its ending."""


def write_json(clip: PublishedClip, wanted: Wanted) -> bytes:
    translated = {track.language for track in clip.content.translations}
    document = words_document(
        clip,
        has_original=any(one not in translated for one in wanted.languages),
        languages=wanted.languages,
    )
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


CAPTIONS = (
    Form("srt", "SRT", _("SubRip: nearly every player and editor"), "application/x-subrip", write_srt, 1),
    Form("vtt", "WebVTT", _("for players on the web"), "text/vtt; charset=utf-8", write_vtt, 1),
    Form("ass", "ASS", _("for burning in and for subtitle editors"), "text/x-ssa", write_ass, 1),
    Form("ttml", "TTML", _("IMSC 1.1: for broadcasters"), "application/ttml+xml", write_ttml, 1),
)
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOCUMENTS = (
    Form("pdf", "PDF", _("numbered lines on pages, to print and to cite"), "application/pdf", write_pdf, 2),
    Form("docx", "DOCX", _("the same, to work on"), _DOCX, write_docx, 2),
    Form("txt", "TXT", _("plain text, numbered sentences"), "text/plain; charset=utf-8", write_text, 2),
)
DATA = (
    Form(
        "json", "JSON", _("every sentence with its times, for programs"), "application/json", write_json, ALL
    ),
    Form(
        "tmx", "TMX", _("reviewed sentences as a translation memory"), "application/x-tmx+xml", write_tmx, ALL
    ),
    Form(
        "tei",
        "TEI",
        _("reviewed sentences as a text for research"),
        "application/tei+xml",
        write_tei,
        ALL,
        "tei.xml",
    ),
)
FORMS = {form.ending: form for form in (*CAPTIONS, *DOCUMENTS, *DATA)}
"""By the ending of the file."""
