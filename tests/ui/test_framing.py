"""The kept frame is the one that would be made for the page."""

from __future__ import annotations

import pytest
from django.template import Context, engines
from django.template.loader import render_to_string
from django.utils import translation

from dragoman.ui.context import furniture
from dragoman.ui.framing import framed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["masthead", "colophon"])
@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
@pytest.mark.parametrize(
    ("path", "section", "asked"),
    [
        ("/", "", ""),
        ("/clips", "clips", ""),
        ("/clips/1/a-clip", "clip", "\"><script>& 'said'"),
        ("/search", "search", "words"),
    ],
)
def test_frame_is_as_made_for_the_page(name, language, path, section, asked):
    with translation.override(language):
        values = {**furniture(path), "section": section, "asked_words": asked}
        made = render_to_string(f"ui/{name}.html", values)
        assert [framed(name, Context(values)) for _ in range(2)] == [made, made]


def test_hostile_path_is_escaped():
    html = framed("colophon", Context(furniture('/"><script>')))
    assert "<script>" not in html
    assert 'href="/&quot;&gt;&lt;script&gt;"' in html


def test_a_page_without_a_path_of_its_own_has_a_frame():
    template = engines["django"].from_string('{% load ui %}{% framed "masthead" %}')
    assert '<header class="masthead">' in template.render({})
