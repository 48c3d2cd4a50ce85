from __future__ import annotations

import pytest

from dragoman.project.settings.readers import BadSetting, origins

NAME = "DRAGOMAN_EMBEDDERS"


def read(monkeypatch, value):
    monkeypatch.setenv(NAME, value)
    return origins(NAME, "anyone", alone=("anyone", "nobody"))


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", ("anyone",)),
        ("nobody", ("nobody",)),
        ("https://News.example, *.example.org", ("https://news.example", "*.example.org")),
        ("http://localhost:8001", ("http://localhost:8001",)),
    ],
)
def test_origins_are_read(monkeypatch, value, found):
    assert read(monkeypatch, value) == found


@pytest.mark.parametrize(
    "value", ["anyone https://a.example", "https://a.example/path", "*", "'self'", "a;b", "javascript:x"]
)
def test_what_is_no_origin_stops_the_start(monkeypatch, value):
    with pytest.raises(BadSetting, match=NAME):
        read(monkeypatch, value)
