from __future__ import annotations

from datetime import date

from django.core import signing

from dragoman.archive.forms import reader
from dragoman.archive.forms.use import UseForm
from dragoman.corrections.uses import ToldUse


def test_what_is_filled_in_is_what_is_told(monkeypatch):
    monkeypatch.setattr(reader, "LEAST_SECONDS", -1)
    form = UseForm(
        {
            "began": signing.TimestampSigner(salt="report").sign("report"),
            "address": "https://paper.example/a",
            "title": "Trains",
            "publisher": "The Paper",
            "published_on": "2024-05-03",
            "kind": "research",
            "sentence": "s17a",
            "note": "page 3",
        }
    )
    assert form.is_valid()
    assert form.told() == ToldUse(
        "https://paper.example/a", "Trains", "research", "The Paper", date(2024, 5, 3), "17a", "page 3"
    )
