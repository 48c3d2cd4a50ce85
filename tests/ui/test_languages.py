from __future__ import annotations

import pytest
from django.utils.translation import override

from dragoman.ui.languages import Alternate, alternates, interface_language, prefix


def test_page_is_offered_in_each_language():
    with override("ar"):
        assert alternates("/clips/7/x") == (
            Alternate("en", "English", "ltr", "/clips/7/x", False),
            Alternate("ar", "العربية", "rtl", "/ar/clips/7/x", True),
            Alternate("es", "Español", "ltr", "/es/clips/7/x", False),
            Alternate("fa", "فارسی", "rtl", "/fa/clips/7/x", False),
            Alternate("fr", "Français", "ltr", "/fr/clips/7/x", False),
            Alternate("he", "עברית", "rtl", "/he/clips/7/x", False),
            Alternate("ko", "한국어", "ltr", "/ko/clips/7/x", False),
            Alternate("pt", "Português", "ltr", "/pt/clips/7/x", False),
            Alternate("ru", "Русский", "ltr", "/ru/clips/7/x", False),
            Alternate("zh-hans", "简体中文", "ltr", "/zh-hans/clips/7/x", False),
        )


def test_default_language_has_no_prefix():
    assert (prefix("en"), prefix("pt")) == ("", "/pt")


@pytest.mark.parametrize(
    ("tag", "language"),
    [("pt-BR", "pt"), ("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("fa-AF", "fa"), ("tr", "en"), ("", "en")],
)
def test_words_have_an_interface(tag, language):
    assert interface_language(tag) == language
