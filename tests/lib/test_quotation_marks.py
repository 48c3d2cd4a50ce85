from __future__ import annotations

import pytest

from dragoman.lib.quotation_marks import in_quotes, marks_of


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        ("en", "“oui”"),
        ("fr-CA", "«\u00a0oui\u00a0»"),
        ("ar", "«oui»"),
        ("zh-Hans", "“oui”"),
        ("zh-Hant", "「oui」"),
        ("de", "„oui“"),
        ("", "“oui”"),
    ],
)
def test_quotation_is_marked_as_its_language_does(language, quoted):
    assert (in_quotes("oui", language), "".join(marks_of(language))) == (quoted, quoted.replace("oui", ""))
