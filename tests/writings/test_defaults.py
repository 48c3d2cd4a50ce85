from __future__ import annotations

import pytest
from django.conf import settings

from dragoman.writings.defaults import FIRST_LANGUAGE, TITLES, house_languages, house_wording
from dragoman.writings.drawing import draw
from dragoman.writings.terms import HOUSE_PAGES, SUMMARY_MOST, TITLE_MOST

CODES = sorted(code for code, _ in settings.LANGUAGES)


def test_each_page_has_a_name_and_our_text_in_the_first_language():
    assert list(TITLES) == list(HOUSE_PAGES)
    assert [FIRST_LANGUAGE in house_languages(slug) for slug in HOUSE_PAGES] == [True] * len(HOUSE_PAGES)


@pytest.mark.parametrize("slug", ["about", "how-we-work"])
def test_these_two_are_in_every_language_of_the_interface(slug):
    assert list(house_languages(slug)) == CODES


@pytest.mark.parametrize(
    ("slug", "language"), [(slug, language) for slug in HOUSE_PAGES for language in house_languages(slug)]
)
def test_our_texts_could_be_published_by_an_editor(slug, language):
    said = house_wording(slug, language)
    assert draw(said.text, language).problems == ()
    assert 0 < len(said.title) <= TITLE_MOST
    assert 0 < len(said.summary) <= SUMMARY_MOST


def test_all_languages_of_a_page_have_its_parts():
    for slug in ("about", "how-we-work"):
        counts = {house_wording(slug, code).text.count("\n## ") for code in CODES}
        assert len(counts) == 1
