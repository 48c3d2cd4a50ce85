from __future__ import annotations

from django.utils.translation import override

from dragoman.archive.reading import reading_for
from dragoman.archive.taking.stated import stated, stated_of_words
from tests.archive.builders import a_clip, a_content, by_machine


def test_every_file_says_which_edition_it_is_and_where_it_stands():
    assert stated(a_clip(a_content(edition=2))) == (
        "DRG 11045, edition 2, as of 9 April 2024",
        "http://localhost:8000/11045",
        "SHA-256 c37791bec37791be…",
    )


def test_in_the_readers_language():
    with override("pt"):
        assert stated(a_clip())[0] == "DRG 11045, edição 1, de 9 de abril de 2024"
    with override("ar"):
        # Isolated, or the number of the clip would change places with the words after it.
        assert stated(a_clip())[0] == "\u2066DRG 11045\u2069، الطبعة 1، بتاريخ 9 أبريل 2024"


def test_words_of_a_machine_are_called_so():
    content = by_machine(a_content(rights=""))
    assert stated_of_words(a_clip(content), reading_for(content, "en")) == (
        "Transcribed by machine. Translated from Chinese and Russian by machine. Not yet reviewed by a person.",
    )
