from __future__ import annotations

import json

import pytest

from dragoman.project.main import main
from dragoman.publications.models import Publication

pytestmark = pytest.mark.django_db

PAGE = """Apr 09, 2024

A Baker On Bread: We Bake Twice

#{number} | 02:01
Source: Harbour TV (Norland)

The baker said that they bake twice a day.

Old Baker: "We bake twice."
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "clip-7.txt"
    path.write_text(PAGE.format(number=7), encoding="utf-8")
    return path


def test_page_is_imported_and_said_as_json(page, capsys):
    status = main(["import", str(page), "--json"])
    assert (status, json.loads(capsys.readouterr().out)) == (
        0,
        {
            "number": 7,
            "title": "A Baker On Bread: We Bake Twice",
            "aired_on": "2024-04-09",
            "duration_ms": 121_000,
            "sources": [{"name": "Harbour TV", "country": "Norland"}],
            "intro": None,
            "summary": ["The baker said that they bake twice a day."],
            "turns": [{"speaker": "Old Baker", "role": "", "paragraphs": ["We bake twice."]}],
            "warnings": ["Line 6: “Norland” is not one country we know; it was kept as printed."],
        },
    )
    assert Publication.objects.get().number == 7


def test_dry_run_writes_nothing(page, capsys):
    assert main(["import", "--dry-run", str(page)]) == 0
    assert Publication.objects.count() == 0


def test_twice_is_once(page):
    assert [main(["import", str(page)]) for _ in range(2)] == [0, 0]
    assert Publication.objects.count() == 1


def test_page_that_is_no_clip_is_refused(tmp_path, capsys):
    path = tmp_path / "shopping.txt"
    path.write_text("Milk, bread, and a lemon.", encoding="utf-8")
    assert main(["import", "--json", str(path)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["refused"], bool(told["reason"]), Publication.objects.count()) == (True, True, 0)


def test_rest_of_a_folder_comes_in(page, tmp_path, capsys):
    (tmp_path / "note.txt").write_text("no clip", encoding="utf-8")
    (tmp_path / "clip-8.txt").write_text(PAGE.format(number=8), encoding="utf-16")
    assert main(["import", str(tmp_path)]) == 1
    assert sorted(Publication.objects.values_list("number", flat=True)) == [7, 8]


def test_taken_number_is_said_and_left(page, capsys):
    main(["import", str(page)])
    page.write_text(PAGE.format(number=7).replace("bake twice", "bake thrice"), encoding="utf-8")
    capsys.readouterr()
    assert main(["import", "--json", str(page)]) == 1
    assert "left as it is" in json.loads(capsys.readouterr().out)["warnings"][-1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["nowhere.txt"], "There is no file"), (["--language", "xx", "."], "not a language")],
)
def test_bad_arguments_are_said_in_words(arguments, says, capsys):
    assert main(["import", *arguments]) == 1
    assert says in capsys.readouterr().err


def test_old_address_that_was_not_kept_is_said(tmp_path, capsys):
    path = tmp_path / "clips.jsonl"
    path.write_text(
        '{"number": 7, "title": "We bake", "address": "https://old.example/"}\n', encoding="utf-8"
    )
    assert main(["import", str(path)]) == 0
    assert "Its old address was not kept." in capsys.readouterr().err
    path.write_text(
        '{"number": 7, "title": "We bake", "address": "https://old.example/7.htm"}\n', encoding="utf-8"
    )
    assert main(["import", str(path)]) == 0
    assert Publication.objects.get(old_addresses__path="/7.htm").number == 7
