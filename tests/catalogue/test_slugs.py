from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.catalogue.slugs import filing_slug, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Xi Jinping Meets FM: “A New Path”", "xi-jinping-meets-fm-a-new-path"),
        ("Don't stop", "dont-stop"),
        ("夜间列车将恢复通行", "夜间列车将恢复通行"),
        ("هٰذا عُنوان", "هٰذا-عُنوان"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
        ("../../etc/passwd", "etc-passwd"),
        ("…!?", ""),
    ],
)
def test_slug(title, slug):
    assert slug_of(title) == slug


@given(st.text())
def test_slug_is_safe_short_and_stable(title):
    slug = slug_of(title)
    assert len(slug) <= 72
    assert not set(slug) & set("/\\?#%&<>\"' .")
    assert slug_of(slug) == slug


@given(st.text())
def test_filing_slug_is_never_empty(name):
    assert filing_slug(name)
