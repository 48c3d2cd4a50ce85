from __future__ import annotations

import pytest

from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.project.main import main

pytestmark = pytest.mark.django_db


def test_whole_ledger(capsys):
    entry = record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert main(["ledger", "verify"]) == 0
    assert capsys.readouterr().out == f"The ledger is whole: 1 lines, head {entry.digest}.\n"


def test_empty_ledger(capsys):
    assert (main(["ledger", "verify"]), capsys.readouterr().out) == (0, "The ledger is empty.\n")
