from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings

from dragoman.archive.citing.cited import cited_clip, cited_sentence
from dragoman.archive.citing.styles import citations_of
from tests.archive.builders import a_clip, a_content, by_machine
from tests.lib.citation.references import BARE, any_reference

TODAY = date(2026, 11, 24)
TITLE = "Night trains will cross the Selva bridge again from 1 May, a month earlier than planned"
SAID = (
    "“Night trains will run again from 1 May, one month earlier than planned.” "
    "[Chinese: “夜间列车将从五月一日起恢复通行，比原计划提前一个月。”]"
)


def texts(reference) -> dict[str, str]:
    return {one.style: one.text for one in citations_of(reference)}


def test_a_clip_in_each_style():
    assert texts(cited_clip(a_clip(), "en", TODAY)) == {
        "APA": f"Meridian TV. (2024, April 9). {TITLE} (DRG 11045; edition 1; translated by Mara Lindqvist) [Video]. "
        "Morning Line. Dragoman. http://localhost:8000/11045",
        "Chicago": f"Meridian TV. “{TITLE}.” Translated by Mara Lindqvist. Morning Line, aired April 9, 2024. "
        "Video, 2:01. Dragoman, DRG 11045, edition 1. http://localhost:8000/11045",
        "MLA": f"“{TITLE}.” Morning Line, translated by Mara Lindqvist, 9 Apr. 2024. Dragoman, DRG 11045, edition 1, "
        "http://localhost:8000/11045.",
        "Harvard": f"Meridian TV (2024) “{TITLE}”, Morning Line, 9 April. Translated by Mara Lindqvist. Dragoman, "
        "DRG 11045, edition 1. Available at: http://localhost:8000/11045 (Accessed: 24 November 2026).",
    }


def test_a_sentence_in_each_style():
    found = texts(cited_sentence(a_clip(), "3", "en", TODAY))
    assert found["APA"] == (
        f"Lin Ruomei. (2024, April 9). {SAID} (DRG 11045 s3; 0:14; edition 1; translated by Mara Lindqvist) [Video]. "
        f"In Meridian TV (Norland), {TITLE}. Morning Line. Dragoman. http://localhost:8000/11045#s3"
    )
    assert found["Chicago"] == (
        f"Lin Ruomei. {SAID}. 0:14, in “{TITLE}.” Translated by Mara Lindqvist. Meridian TV (Norland), Morning Line, "
        "aired April 9, 2024. Video, 2:01. Dragoman, DRG 11045 s3, edition 1. http://localhost:8000/11045#s3"
    )
    assert found["MLA"] == (
        f"Lin Ruomei. {SAID}. “{TITLE}.” Morning Line, translated by Mara Lindqvist, Meridian TV (Norland), "
        "9 Apr. 2024, 0:14. Dragoman, DRG 11045 s3, edition 1, http://localhost:8000/11045#s3."
    )
    assert found["Harvard"] == (
        f"Lin Ruomei (2024) {SAID}, 0:14, in “{TITLE}”, Morning Line, Meridian TV (Norland), 9 April. Translated by "
        "Mara Lindqvist. Dragoman, DRG 11045 s3, edition 1. Available at: http://localhost:8000/11045#s3 "
        "(Accessed: 24 November 2026)."
    )


def test_titles_of_works_lean_and_foreign_words_say_their_language():
    soup = BeautifulSoup(citations_of(cited_sentence(a_clip(), "5", "en", TODAY))[0].html, "lxml")
    assert [one.get_text() for one in soup.select("i")] == [TITLE]
    assert [(one["lang"], one["dir"]) for one in soup.select("bdi[lang]")] == [("ru", "ltr")]


def test_in_the_readers_language():
    with override("pt"):
        assert texts(cited_clip(a_clip(), "en", TODAY))["Harvard"] == (
            f"Meridian TV (2024) “{TITLE}”, Morning Line, 9 de abril de 2024. Traduzido por Mara Lindqvist. Dragoman, "
            "DRG 11045, edição 1. Disponível em: http://localhost:8000/11045 (Acesso em: 24 de novembro de 2026)."
        )


def test_copied_text_keeps_names_in_their_places_where_anything_runs_from_the_right():
    with override("ar"):
        found = texts(cited_clip(a_clip(), "ar", TODAY))
    assert "\u2068Meridian TV\u2069 (2024)" in found["Harvard"]
    assert found["Harvard"].count("\u2068") == found["Harvard"].count("\u2069")
    assert not any("\u2068" in one for one in texts(cited_clip(a_clip(), "en", TODAY)).values())


def test_what_a_machine_translated_says_so_and_what_nobody_knows_is_left_out():
    machine = texts(cited_clip(a_clip(by_machine(a_content())), "en", TODAY))
    assert all("machine translation" in one.lower() for one in machine.values())
    assert texts(replace(BARE, title="Trains")) == {
        "APA": "Dragoman. (n.d.). Trains (DRG 11045; edition 2) [Transcript]. Dragoman. https://example.org/11045",
        "Chicago": "Dragoman. “Trains.” Transcript. Dragoman, DRG 11045, edition 2. https://example.org/11045",
        "MLA": "“Trains.” Dragoman, DRG 11045, edition 2, https://example.org/11045.",
        "Harvard": "Dragoman (n.d.) “Trains”. Dragoman, DRG 11045, edition 2. Available at: https://example.org/11045 "
        "(Accessed: 24 November 2026).",
    }


@pytest.mark.parametrize("language", ["en", "ar"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(reference=any_reference())
def test_no_text_becomes_markup(reference, language):
    with override(language):
        for one in citations_of(reference):
            tags = {tag.name for tag in BeautifulSoup(f"<p>{one.html}</p>", "html.parser").find_all(True)}
            assert tags <= {"p", "i", "bdi"}
            assert reference.address in one.text
