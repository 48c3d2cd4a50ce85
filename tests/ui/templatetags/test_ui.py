from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.template import Context, Template
from django.utils.translation import override


def shown(source, language="en", **context):
    with override(language):
        return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "language", "written"),
    [
        ("{% clock at %}", "en", "1:01:01"),
        ("{% clock nothing %}", "en", ""),
        ("{% country 'CN' %}", "pt", "China"),
        ("{% country 'CN' 'Norland' %}", "en", "Norland"),
        ("{% language_name 'ru' %}", "ar", "الروسية"),
        ("<p{% run 'fa' %}>", "en", '<p lang="fa" dir="rtl">'),
        ("<p{% run 'en' %}>", "en", "<p>"),
        ("<html{% page_language %}>", "ar", '<html lang="ar" dir="rtl">'),
        ("{{ day|long_date }}", "pt", "9 de abril de 2024"),
        ("{{ nothing|long_date }}", "en", ""),
        ("{{ moment|date_and_time }}", "en", "9 April 2024, 02:30"),
        ("{{ 11032|decimal }}", "pt", "11.032"),
        ("{{ 12345678|file_size }}", "en", "12 MB"),
    ],
)
def test_template_says_it_in_the_readers_language(source, language, written):
    moment = datetime(2024, 4, 9, 10, 30, tzinfo=timezone(timedelta(hours=8)))
    assert moment.astimezone(UTC).hour == 2
    context = {"at": 3_661_000, "nothing": None, "day": date(2024, 4, 9), "moment": moment}
    assert shown(source, language, **context) == written


def test_icon_is_silent_beside_a_word_and_named_alone():
    assert 'aria-hidden="true"' in shown("{% icon 'search' %}")
    assert 'role="img" aria-label="a &lt; b"' in shown("{% icon 'search' label %}", label="a < b")
