from __future__ import annotations

import os

import pytest

from dragoman.publications import kept_cards
from dragoman.publications.kept_cards import forget_cards, keep_card, kept_card, trim_cards

OLD, NEW = "a" * 64, "b" * 64


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    return tmp_path / "cards"


def test_picture_is_kept_for_its_edition_alone():
    keep_card(1, OLD, "v", b"old")
    assert (kept_card(1, OLD, "v"), kept_card(1, OLD, "w"), kept_card(2, OLD, "v")) == (b"old", None, None)
    keep_card(1, NEW, "v", b"new")
    assert (kept_card(1, OLD, "v"), kept_card(1, NEW, "v")) == (None, b"new")


def test_withheld_words_stay_in_no_picture(folder):
    keep_card(1, OLD, "v", b"secret")
    keep_card(2, OLD, "v", b"other")
    forget_cards(1)
    forget_cards(3)
    assert [path.read_bytes() for path in folder.rglob("*.png")] == [b"other"]


def test_oldest_go_first(folder):
    for number in (1, 2, 3):
        keep_card(number, OLD, "v", b"x" * 100)
        os.utime(next((folder / str(number)).glob("*.png")), (number, number))
    assert (trim_cards(250), kept_card(1, OLD, "v"), kept_card(3, OLD, "v")) == (1, None, b"x" * 100)


def test_room_is_looked_at_now_and_then(folder, settings, monkeypatch):
    monkeypatch.setattr(kept_cards, "_LOOK_EVERY", 2)
    monkeypatch.setattr(kept_cards, "_kept_since", 0)
    settings.CARDS_MAX_BYTES = 0
    keep_card(1, OLD, "v", b"x")
    keep_card(2, OLD, "v", b"x")
    assert list(folder.rglob("*.png")) == []


def test_full_disk_refuses_nobody(folder):
    folder.parent.mkdir(exist_ok=True)
    folder.write_text("no folder can be made here")
    keep_card(1, OLD, "v", b"x")
    assert (kept_card(1, OLD, "v"), folder.read_text()[:2]) == (None, "no")
