"""Broadcast scripts say what can be made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from demo.script import FOLDER, BadScript, load, load_all

VOWELS = re.compile("[\u064b-\u0652]")


def test_every_committed_script_loads() -> None:
    assert [broadcast.slug for broadcast in load_all()] == [
        "arabic",
        "chinese",
        "english",
        "korean",
        "persian",
        "portuguese",
        "russian",
    ]


def test_arabic_voice_is_given_the_text_with_vowels_only_added() -> None:
    arabic = load(FOLDER / "broadcasts" / "arabic.toml")
    assert [VOWELS.sub("", line.say) for line in arabic.lines] == [line.text for line in arabic.lines]


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('speaker = "nora"', 'speaker = "nobody"', "line 1 has an unknown speaker “nobody”"),
        ('scene = "weather"', 'scene = "moon"', "shot “forecast” has an unknown kind, scene or person"),
        ('style = "bob"', 'style = "wig"', "Nora Whitlock has an unknown style “wig”"),
        ('last = "13"', 'last = "31"', "clip “stone-bridge-letter” names an unknown line"),
    ],
)
def test_bad_script_is_named_in_words(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    script = (FOLDER / "broadcasts" / "english.toml").read_text(encoding="utf-8")
    (tmp_path / "english.toml").write_text(script.replace(old, new), encoding="utf-8")
    with pytest.raises(BadScript, match=complaint):
        load(tmp_path / "english.toml")
