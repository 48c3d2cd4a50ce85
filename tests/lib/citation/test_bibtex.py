from __future__ import annotations

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given

from dragoman.lib.citation.bibtex import write
from dragoman.lib.citation.reference import Reference
from tests.lib.citation.references import BARE, CLIP, SENTENCE, any_reference


def read(reference: Reference) -> dict[str, str]:
    library = bibtexparser.parse_string(write(reference), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    (entry,) = library.entries
    assert (entry.entry_type, entry.key) == ("misc", reference.key)
    return {field.key: field.value.replace("{", "").replace("}", "") for field in entry.fields}


def test_another_program_reads_a_clip():
    assert read(CLIP) == {
        "author": "Meridian TV and Radio and Sons, Ltd.",
        "translator": "Mara Lindqvist",
        "title": "Night trains & 100% braces cross_the Selva bridge #1",
        "origtitle": "夜间列车重返大桥",
        "howpublished": "Meridian TV (Norland), Radio and Sons, Ltd. (Norland), Morning Line",
        "type": "video",
        "organization": "Dragoman",
        "number": "DRG 11045",
        "year": "2024",
        "month": "apr",
        "date": "2024-04-09",
        "version": "2",
        "language": "en",
        "origlanguage": "zh",
        "url": "https://example.org/11045",
        "urldate": "2026-11-24",
        "note": "Edition 2. Translated by Mara Lindqvist.",
        "copyright": "Text CC BY 4.0",
    }


def test_another_program_reads_a_sentence():
    found = read(SENTENCE)
    assert {name: found[name] for name in ("title", "origtitle", "booktitle", "pages", "url", "number")} == {
        "title": "قال «نعم».",
        "origtitle": "Он сказал «да».",
        "booktitle": "Night trains & 100% braces cross_the Selva bridge #1",
        "pages": "0:14",
        "url": "https://example.org/11045#s17a",
        "number": "DRG 11045 s17a",
    }


def test_names_are_never_taken_apart():
    assert "  author = {{Meridian TV} and {Radio and Sons, Ltd.}},\n" in write(CLIP)


def test_what_nobody_knows_is_left_out():
    assert set(read(BARE)) == {"title", "organization", "number", "version", "language", "url", "urldate"}


@given(any_reference())
def test_no_text_ends_a_field_or_the_entry(reference):
    library = bibtexparser.parse_string(write(reference))
    assert (library.failed_blocks, [entry.key for entry in library.entries]) == ([], [reference.key])
    assert library.entries[0].fields_dict["url"].value.endswith(reference.address)
    assert write(reference).count("\n@") == 0
