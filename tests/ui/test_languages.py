from __future__ import annotations

from django.utils.translation import override

from dragoman.ui.languages import Alternate, alternates, prefix


def test_page_is_offered_in_each_language():
    with override("ar"):
        assert alternates("/clips/7/x") == (
            Alternate("en", "English", "ltr", "/clips/7/x", False),
            Alternate("ar", "العربية", "rtl", "/ar/clips/7/x", True),
            Alternate("pt", "Português", "ltr", "/pt/clips/7/x", False),
        )


def test_default_language_has_no_prefix():
    assert (prefix("en"), prefix("pt")) == ("", "/pt")
