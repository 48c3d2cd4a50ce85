"""Digits."""

from __future__ import annotations

from dragoman.lib.pages.digits import plain_digits


def test_digits_of_every_script_become_ascii_in_place() -> None:
    assert plain_digits("#١١٠٤٥ | ۰۲:۰۱ | ２０２４ | ½") == "#11045 | 02:01 | 2024 | ½"
