"""Many writers at once, on a real file or a real server: one chain comes out, whoever is first, dies or tries again."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.conf import settings as configured
from django.db import DatabaseError, connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger.heads import HeadRefused, sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.models import Checkpoint, Entry
from dragoman.ledger.selectors import consistency, head, inclusion
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.verifying import verify_ledger
from dragoman.lib.record.merkle import check_consistency, root_from_inclusion
from dragoman.lib.record.note import parse_checkpoint

ROOT = Path(__file__).resolve().parents[2]
PROCESS = """
import os, sys, django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}")
    print(number, flush=True)
"""


@pytest.fixture
def key(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)


def write(count, subject, problems):
    try:
        for number in range(count):
            with transaction.atomic():
                record(actor=SYSTEM, act="clip.made", subject=subject)
                if number % 5 == 4:
                    transaction.set_rollback(True)
    except Exception as error:  # noqa: BLE001  told by the test
        problems.append(error)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_threads_and_a_signer_between_them_make_one_chain(key):
    problems: list[Exception] = []
    threads = [threading.Thread(target=write, args=(25, f"clip:{number}", problems)) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(5):
        sign_head(actor=SYSTEM)
    for thread in threads:
        thread.join()
    sign_head(actor=SYSTEM)
    assert problems == []
    assert (verify_ledger().problem, head().seq) == ("", 1 + 4 * 20)


@pytest.mark.django_db(transaction=True)
def test_several_signers_sign_each_size_once(key):
    problems: list[Exception] = []

    def sign():
        try:
            for _ in range(5):
                record(actor=SYSTEM, act="clip.made", subject="clip:1")
                sign_head(actor=SYSTEM)
        except Exception as error:  # noqa: BLE001  told by the test
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=sign) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert (verify_ledger().problem, head().seq) == ("", 16)


@pytest.mark.django_db(transaction=True)
def test_writers_that_are_killed_leave_a_whole_chain(key):
    name = str(connection.settings_dict["NAME"])
    environment = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PATH": "/usr/bin:/bin",
        "DRAGOMAN_DATABASE_URL": _address(),
    }
    command = [sys.executable, "-c", PROCESS, name, "400"]
    writers = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("\n")
        writer.stdin.flush()
    told = [writer.stdout.readline() for writer in writers for _ in range(20)]
    for writer in writers:
        writer.kill()
    for writer in writers:
        told += writer.stdout.read().splitlines()
        writer.stdin.close()
        writer.stdout.close()
        writer.wait()
    assert head().seq - 1 in range(len(told), len(told) + len(writers) + 1)
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    sign_head(actor=SYSTEM)
    assert verify_ledger().problem == ""


def _address() -> str:
    if connection.vendor == "sqlite":
        return ""
    given = configured.DATABASES["default"]
    return f"postgresql://{given['USER']}@{given['HOST']}:{given['PORT']}/{given['NAME']}"


ACTS = st.lists(
    st.sampled_from(
        ["write", "write", "write", "roll back", "sign", "update", "delete", "replace", "gap", "fork"]
    ),
    max_size=40,
)
FORGERIES = {
    "update": "UPDATE ledger_entry SET act = 'x' WHERE seq = (SELECT MAX(seq) FROM ledger_entry)",
    "delete": "DELETE FROM ledger_entry WHERE seq = (SELECT MAX(seq) FROM ledger_entry)",
    "gap": "INSERT INTO ledger_entry SELECT seq + 2, at, actor, act, subject, line, digest, 'y' FROM ledger_entry "
    "ORDER BY seq DESC LIMIT 1",
    "fork": "INSERT INTO ledger_entry SELECT seq + 1, at, actor, act, subject, line, 'z', 'y' FROM ledger_entry "
    "ORDER BY seq DESC LIMIT 1",
}
REPLACE = {
    "sqlite": "INSERT OR REPLACE INTO ledger_entry SELECT seq, at, actor, 'x', subject, line, previous, digest "
    "FROM ledger_entry ORDER BY seq DESC LIMIT 1",
    "postgresql": "INSERT INTO ledger_entry SELECT seq, at, actor, 'x', subject, line, previous, digest "
    "FROM ledger_entry ORDER BY seq DESC LIMIT 1 ON CONFLICT (seq) DO UPDATE SET act = 'x'",
}


@pytest.mark.django_db
def test_any_history_leaves_one_chain_with_a_proof_for_every_line_and_head(key):
    @settings(max_examples=25, deadline=None)
    @given(ACTS)
    def histories(acts):
        undone = transaction.atomic()
        undone.__enter__()
        for act in acts:
            _do(act)
        _holds()
        transaction.set_rollback(True)
        undone.__exit__(None, None, None)

    histories()


def _do(act):
    if act == "write":
        record(actor=SYSTEM, act="clip.made", subject="clip:1")
    elif act == "sign":
        sign_head(actor=SYSTEM)
    elif act == "roll back":
        with transaction.atomic():
            record(actor=SYSTEM, act="clip.made", subject="clip:1")
            transaction.set_rollback(True)
    else:
        sql = REPLACE[connection.vendor] if act == "replace" else FORGERIES[act]
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def _holds():
    assert verify_ledger().problem == ""
    heads = [parse_checkpoint(text)[1] for text in Checkpoint.objects.values_list("note", flat=True)]
    digests = Entry.objects.order_by("seq").values_list("digest", flat=True)
    leaves = [bytes.fromhex(one) for one in digests]
    for at, new in enumerate(heads):
        for old in heads[: at + 1]:
            check_consistency(old.size, old.root, new.size, new.root, consistency(old.size, new.size))
        for seq in range(1, new.size + 1):
            path = inclusion(seq, new.size)
            assert root_from_inclusion(leaves[seq - 1], seq - 1, new.size, path) == new.root


@pytest.mark.django_db(transaction=True)
def test_signing_is_refused_where_somebody_else_signed_another_ledger_of_this_name(key, tmp_path):
    signed = sign_head(actor=SYSTEM)
    (tmp_path / "ledger.key.head").write_text(signed.note.replace("\n1\n", "\n9\n"))
    with pytest.raises(HeadRefused):
        sign_head(actor=SYSTEM)
