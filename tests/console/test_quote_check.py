from __future__ import annotations

import json

import pytest

from dragoman.project.main import main
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
SENTENCE = "At first there will be two trains a day."


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def test_status(clip, capsys, tmp_path):
    assert main(["quote-check", SENTENCE]) == 0
    assert capsys.readouterr().out.startswith(f"exact: {SENTENCE}\n  These are the words on record.\n")
    assert main(["quote-check", "Nobody ever said such a thing"]) == 1
    assert main(["quote-check", "--file", str(tmp_path / "none")]) == 2
    assert main(["quote-check"]) == 2


def test_json_of_a_file(clip, capsys, tmp_path):
    (tmp_path / "article.html").write_text(f"<p>“{SENTENCE}”</p>", "utf-8")
    assert main(["quote-check", "--json", "--file", str(tmp_path / "article.html")]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"exact": 1}


def test_not_a_text(clip, capsys, tmp_path):
    (tmp_path / "article").write_bytes(b"\xff\xfe\x00")
    assert main(["quote-check", "--file", str(tmp_path / "article")]) == 2
    assert capsys.readouterr().err == "dragoman: The text is not UTF-8: save it as UTF-8 and try again.\n"


def test_rebuild(clip, capsys):
    assert main(["quote-check", "rebuild"]) == 0
    assert capsys.readouterr().out == "The index holds 6 texts.\n"
