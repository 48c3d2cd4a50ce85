from __future__ import annotations

import json

import pytest

from dragoman.project.main import main
from dragoman.search.index import keeping
from tests.factories.clips import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.SITE_URL = "https://archive.example"


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def test_in_words(clip, capsys):
    assert main(["search", "two"]) == 0
    assert capsys.readouterr().out == (
        "1 clip\n\nNo. 1, 2024-04-09\n"
        "  0:07 Lin Ruomei https://archive.example/clips/1/night-trains-will-cross-the-selva-bridge-again#s2\n"
        "    At first there will be ⟦two⟧ trains a day.\n    首批列车每天两班。\n"
    )
    assert main(["search", "tvo"]) == 1
    assert capsys.readouterr().out == "0 clips\n"
    assert main(["search", "nigth"]) == 1
    assert capsys.readouterr().out == "0 clips\nDid you mean: night\n"


def test_as_one_object(clip, capsys):
    assert main(["search", "列车 source:meridian", "--json", "--size", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    as_of = found.pop("as_of")
    assert as_of.startswith("20")
    assert found["hits"][0]["passages"][0] == {
        "labels": ["1"],
        "url": "https://archive.example/clips/1/night-trains-will-cross-the-selva-bridge-again#s1",
        "in_ms": 1000,
        "out_ms": 6500,
        "speaker": "Lin Ruomei",
        "role": "spokesperson",
        "about": "",
        "translation": {"language": "en", "text": "Night trains will run again from 1 May.", "hits": []},
        "original": {"language": "zh", "text": "夜间列车将从五月一日起恢复通行。", "hits": [[2, 4]]},
    }
    assert (found["count"], found["is_more"], found["cursor"], found["order"]) == (1, False, "", "newest")
    assert {"kind": "language", "value": "zh", "label": "", "count": 1} in found["facets"]


def test_rebuild(clip, capsys, monkeypatch):
    monkeypatch.setattr(keeping, "_AT_ONCE", 0)
    assert main(["search", "two"]) == 2
    assert capsys.readouterr().err == "dragoman: There is no index yet: run dragoman search rebuild.\n"
    assert main(["search", "rebuild"]) == 0
    assert capsys.readouterr().out == "The index holds 1 clip.\n"
    assert main(["search", "two"]) == 0
