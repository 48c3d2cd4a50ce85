"""Forms of bulletins as a person fills them in, a minute after they were shown."""

from __future__ import annotations

import pytest
from django.core import signing

from dragoman.archive.forms import reader as form


def filled(monkeypatch: pytest.MonkeyPatch, **changes: str) -> dict[str, str]:
    monkeypatch.setattr(form, "LEAST_SECONDS", -1)
    said = {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "want-0": "topic|railways|daily",
        "want-1": "",
        "address": "mona@reader.example",
        "language": "en",
        "zone": "Europe/Paris",
        "weekday": "4",
        "name": "",
        "sector": "",
        **changes,
    }
    return {name: value for name, value in said.items() if value is not None}
