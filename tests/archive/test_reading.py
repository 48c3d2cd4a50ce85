from __future__ import annotations

from dataclasses import replace

from dragoman.archive.reading import reading_for, said_languages
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_content, a_line, a_rendering

ENGLISH = a_content().translations[0]
PORTUGUESE = TranslationTrack("pt-BR", (a_rendering("1", "Bom dia."),), "")
EMPTY = TranslationTrack("ar", (a_rendering("1", ""),), "")


def columns(content, language, asked=""):
    reading = reading_for(content, language, asked)
    return (
        reading.first.language if reading.first else "said",
        reading.has_beside and (reading.beside.language if reading.beside else "said"),
    )


def test_translation_in_the_readers_language_comes_first():
    content = a_content(translations=(ENGLISH, PORTUGUESE, EMPTY))
    assert columns(content, "en") == ("en", "said")
    assert columns(content, "pt") == ("pt-BR", "said")


def test_reader_without_a_translation_gets_that_of_the_description():
    assert columns(a_content(translations=(PORTUGUESE, ENGLISH, EMPTY)), "ar") == ("en", "said")
    assert columns(a_content(translations=(PORTUGUESE,)), "ar") == ("pt-BR", "said")


def test_translation_asked_for_wins():
    assert columns(a_content(translations=(ENGLISH, PORTUGUESE)), "en", "pt-BR") == ("pt-BR", "said")
    assert columns(a_content(translations=(ENGLISH,)), "en", "nonsense!") == ("en", "said")


def test_original_in_the_readers_language_comes_first():
    content = a_content(lines=(a_line("1", language="en"),), translations=(PORTUGUESE,))
    assert columns(content, "en") == ("said", "pt-BR")
    assert columns(replace(content, translations=()), "en") == ("said", False)


def test_words_without_their_original_stand_alone():
    assert columns(a_content(lines=(a_line("1", text=""),)), "en") == ("en", False)


def test_nothing_set_down_is_one_empty_column():
    assert columns(a_content(lines=(), translations=()), "en") == ("said", False)


def test_said_languages_are_those_heard_then_those_announced():
    assert said_languages(a_content()) == ("zh", "ru")
    assert said_languages(a_content(lines=(), spoken=("fa",))) == ("fa",)
