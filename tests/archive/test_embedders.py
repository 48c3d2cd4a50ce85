from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import RequestFactory

from dragoman.archive import embedders
from dragoman.archive.embedders import Noted, embedding_site, host_of, note_embedder
from dragoman.corrections.models import Recipient


@pytest.fixture(autouse=True)
def _nothing_noted():
    embedders.noted.clear()


def asked(referer, **headers):
    return RequestFactory().get("/embed/1", headers={"Referer": referer, **headers})


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://News.Example/story?reader=17#x", "news.example"),
        ("https://reader:secret@news.example:443/", "news.example"),
        ("http://news.example:8080", "news.example:8080"),
        ("http://[::1]:81/", "[::1]:81"),
        ("https://news.example:99999/", ""),
        ("android-app://com.example/", ""),
        ("https://", ""),
        ("https://a b/", ""),
        ("https://[/", ""),
        ("https://" + "a" * 300 + ".example/", ""),
        ("", ""),
    ],
)
def test_host_is_all_that_is_kept_of_an_address(address, host):
    assert host_of(address) == host


def test_only_frames_on_other_sites_count():
    assert embedding_site(asked("https://news.example/")) == "news.example"
    assert embedding_site(asked("https://news.example/", **{"Sec-Fetch-Dest": "document"})) == ""
    assert embedding_site(asked("http://testserver/share")) == ""
    assert embedding_site(RequestFactory().post("/embed/1", headers={"Referer": "https://a.example"})) == ""


def test_a_site_is_written_down_once_an_hour(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(embedders.time, "monotonic", lambda: now[0])
    kept = Noted()
    assert [kept.is_due(("a", 1, 1)), kept.is_due(("a", 1, 1)), kept.is_due(("a", 1, 2))] == [
        True,
        False,
        True,
    ]
    now[0] += 3601
    assert kept.is_due(("a", 1, 1)) is True


def test_invented_sites_are_only_counted(db, monkeypatch):
    monkeypatch.setattr(embedders, "MOST_SITES", 2)
    for name in ("a", "b", "c", "d", "a"):
        note_embedder(asked(f"https://{name}.example/"), 1, 1)
    embedders.noted.clear()
    note_embedder(asked("https://b.example/"), 1, 1)
    found = Recipient.objects.order_by("whom").values_list("whom", "count")
    assert list(found) == [("", 2), ("a.example", 1), ("b.example", 2)]


def test_nobody_is_refused_because_of_the_register(db, monkeypatch):
    def broken(**_):
        raise DatabaseError

    monkeypatch.setattr(embedders, "note_recipient", broken)
    note_embedder(asked("https://news.example/"), 1, 1)
    assert Recipient.objects.count() == 0
