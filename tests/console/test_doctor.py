from __future__ import annotations

import json

import pytest

from dragoman.project.main import main

pytestmark = pytest.mark.django_db


def test_doctor_tells_people_and_programs(capsys):
    status = main(["doctor", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert status == (0 if told["well"] else 1)
    assert {tuple(sorted(one)) for one in told["findings"]} == {("advice", "key", "said", "verdict", "what")}
    assert main(["doctor"]) == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("ok    Database: ")
