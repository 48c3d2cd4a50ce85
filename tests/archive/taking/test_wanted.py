from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.archive.reading import Reading
from dragoman.archive.taking.wanted import NotThere, Wanted, reading_of, usual, wanted_in
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_content, a_rendering

CONTENT = a_content()
(ENGLISH,) = CONTENT.translations
PORTUGUESE = TranslationTrack("pt", (a_rendering("1", "Bom dia."),), "")
MANY = replace(CONTENT, translations=(ENGLISH, PORTUGUESE))
SILENT = replace(CONTENT, lines=tuple(replace(line, text="") for line in CONTENT.lines))
EMPTY = a_content(lines=(), translations=())


@pytest.mark.parametrize(
    ("asked", "columns", "languages"),
    [
        ("", 1, ("en",)),
        ("", 2, ("en", "")),
        ("both", 1, ("en", "")),
        ("original", 2, ("",)),
        ("en", 2, ("en",)),
        ("EN", 2, ("en",)),
        ("pt,original", 1, ("pt", "")),
        ("original, pt", 1, ("", "pt")),
        ("ru", 1, ("ru",)),
        ("en,en", 1, ("en",)),
    ],
)
def test_what_the_address_asks_for(asked, columns, languages):
    assert wanted_in(MANY, asked, "en", columns=columns) == Wanted(languages)


@pytest.mark.parametrize("asked", ["fr", "no language", "en,pt,original", "zh-Hant", "original,", ","])
def test_what_is_not_there_is_refused_in_words(asked):
    with pytest.raises(NotThere, match=r"no words|not a language|At most two"):
        wanted_in(MANY, asked, "en", columns=1)


def test_without_an_original_there_is_none_to_ask_for():
    assert usual(SILENT, "en", columns=2) == Wanted(("en",))
    with pytest.raises(NotThere, match="not at hand"):
        wanted_in(SILENT, "original", "en", columns=2)
    with pytest.raises(NotThere, match="Nothing has been set down"):
        wanted_in(EMPTY, "", "en", columns=2)


def test_a_reader_who_knows_the_language_spoken_gets_what_was_said():
    assert [usual(MANY, "zh", columns=at) for at in (1, 2)] == [Wanted(("",)), Wanted(("", "en"))]
    assert usual(MANY, "ar", columns=1) == Wanted(("en",))


@pytest.mark.parametrize(
    ("languages", "reading"),
    [
        (("en",), Reading(ENGLISH, False, None)),
        (("",), Reading(None, False, None)),
        (("ru",), Reading(None, False, None)),
        (("pt", ""), Reading(PORTUGUESE, True, None)),
        (("zh", "en"), Reading(None, True, ENGLISH)),
        (("zh", "ru"), Reading(None, False, None)),
    ],
)
def test_columns_of_a_page(languages, reading):
    assert reading_of(MANY, Wanted(languages)) == reading


def test_two_translations_make_no_page():
    with pytest.raises(NotThere, match="one by one"):
        reading_of(MANY, Wanted(("en", "pt")))


def test_names():
    assert (Wanted(("pt", "")).name, Wanted(("", "pt")).query) == ("pt-original", "original,pt")
