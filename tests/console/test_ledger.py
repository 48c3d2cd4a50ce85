from __future__ import annotations

import json

import pytest
from django.db import connection

from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.note import SigningKey
from dragoman.project.main import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _key_file(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"


def test_whole_ledger(capsys):
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert main(["ledger", "verify"]) == 0
    assert capsys.readouterr().out.startswith("The ledger is whole: 1 lines, 0 signed heads, root ")


def test_key_is_drawn_once_and_signs(capsys, settings):
    assert main(["ledger", "key", "new"]) == 0
    key = capsys.readouterr().out.strip()
    assert main(["ledger", "key", "new"]) == 1
    assert "rotate" in capsys.readouterr().err
    assert (settings.LEDGER_KEY_FILE.stat().st_mode & 0o777) == 0o600
    assert main(["ledger", "sign"]) == 0
    assert capsys.readouterr().out.startswith(settings.LEDGER_NAME)
    assert main(["ledger", "key", "show"]) == 0
    assert capsys.readouterr().out.startswith(key)


def test_without_a_key_it_says_what_to_do(capsys):
    assert main(["ledger", "sign"]) == 1
    assert "dragoman ledger key new" in capsys.readouterr().err


def test_kept_head_is_held_against(capsys, tmp_path):
    main(["ledger", "key", "new"])
    capsys.readouterr()
    main(["ledger", "sign"])
    kept = tmp_path / "head.txt"
    kept.write_text(capsys.readouterr().out)
    assert main(["ledger", "verify", "--against", str(kept), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["problem"] == ""
    kept.write_text("nothing of the kind")
    assert main(["ledger", "verify", "--against", str(kept)]) == 2


@pytest.mark.parametrize(
    "what", [["retire", "00000000"], ["compromised", "x", "--since", "never"], ["lost", ""]]
)
def test_key_that_is_not_there_is_said(capsys, what):
    main(["ledger", "key", "new"])
    assert main(["ledger", "key", *what]) == 1


def test_copy_is_kept_and_held_against(capsys, tmp_path):
    assert main(["ledger", "keep", str(tmp_path / "copy")]) == 1
    main(["ledger", "key", "new"])
    main(["ledger", "sign"])
    assert main(["ledger", "keep", str(tmp_path / "copy")]) == 0
    assert main(["ledger", "verify", "--against", str(tmp_path / "copy")]) == 0
    assert "0 lines are not signed yet" in capsys.readouterr().out
    assert main(["ledger", "verify", "--against", str(tmp_path)]) == 2


def test_head_must_be_signed_by_the_key_that_is_given(capsys):
    main(["ledger", "key", "new"])
    key = capsys.readouterr().out.strip()
    main(["ledger", "sign"])
    assert main(["ledger", "verify", "--key", key]) == 0
    other = str(SigningKey.generate("another/ledger").verifying)
    assert main(["ledger", "verify", "--key", other]) == 1
    assert "not signed by a key you trust" in capsys.readouterr().err
    assert main(["ledger", "verify", "--key", "no key"]) == 2


def test_missing_guard_is_told_and_other_commands_stop(capsys):
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_in_order{on}")
    assert main(["ledger", "verify", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problem"] == "The ledger's guards are gone: ledger_in_order."
    assert main(["ledger", "sign"]) == 1
