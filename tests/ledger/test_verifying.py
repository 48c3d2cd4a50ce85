"""An attacker with the whole database and without the key: each of his ways is found, and placed."""

from __future__ import annotations

import json

import pytest
from django.db import connection

from dragoman.ledger.heads import HeadRefused, head_file, sign_head
from dragoman.ledger.keeping import make_first_key, rotate_key
from dragoman.ledger.models import Checkpoint, Entry
from dragoman.ledger.selectors import latest_checkpoint
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.verifying import verify_ledger
from dragoman.lib.hashing import canonical, leaf_digest
from dragoman.lib.record.note import BadNote
from tests.conftest import guards_lifted

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(settings, tmp_path):
    """300 lines, a head at about every hundred."""
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    for _ in range(3):
        for number in range(100):
            record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}")
        sign_head(actor=SYSTEM)
    return tmp_path


def attack(*statements):
    """Plain SQL with every guard lifted, and put back afterwards."""
    with guards_lifted(connection), connection.cursor() as cursor:
        for sql, values in statements:
            cursor.execute(sql, values)


def rewritten(seq):
    """A line with another act."""
    line = json.loads(bytes(Entry.objects.get(seq=seq).line))
    return {**line, "act": "clip.unmade"}


def rechain(first, document):
    """Rewrite a line and make every line after it follow."""
    statements, digest = [], ""
    for entry in Entry.objects.filter(seq__gte=first).order_by("seq"):
        content = document if entry.seq == first else {**json.loads(bytes(entry.line)), "previous": digest}
        line = canonical(content)
        digest = leaf_digest(line)
        statements.append(
            (
                "UPDATE ledger_entry SET act = %s, line = %s, previous = %s, digest = %s WHERE seq = %s",
                [content["act"], line, content["previous"], digest, entry.seq],
            )
        )
    attack(*statements)


def test_whole_ledger_holds(signed):
    verdict = verify_ledger()
    assert (verdict.problem, verdict.size, verdict.heads) == ("", 301, 3)
    assert verdict.root == latest_checkpoint().root


def test_one_changed_line_breaks_the_chain_there(signed):
    line = canonical(rewritten(150))
    attack(("UPDATE ledger_entry SET line = %s WHERE seq = 150", [line]))
    assert verify_ledger().line == 150
    attack(("UPDATE ledger_entry SET digest = %s WHERE seq = 150", [leaf_digest(line)]))
    assert verify_ledger().line in {150, 151}


def test_rewritten_past_is_found_by_the_first_head_over_it_and_placed(signed):
    rechain(150, rewritten(150))
    verdict = verify_ledger()
    assert (verdict.line, "the head of 201 lines" in verdict.problem) == (150, True)


def test_nothing_more_is_signed_over_a_rewritten_past(signed):
    rechain(150, rewritten(150))
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    with pytest.raises(HeadRefused):
        sign_head(actor=SYSTEM)


def test_past_rewritten_with_heads_and_tiles_deleted_is_found_by_a_head_kept_elsewhere(signed):
    kept = latest_checkpoint().note
    rechain(150, rewritten(150))
    attack(("DELETE FROM ledger_checkpoint", []), ("DELETE FROM ledger_tile", []))
    assert "no longer fits" in verify_ledger([kept]).problem
    assert verify_ledger().problem == ""
    head_file().write_text(kept)
    assert "remembered beside the key" in verify_ledger().problem


def test_cut_tail_is_found(signed):
    attack(("DELETE FROM ledger_entry WHERE seq > 250", []))
    verdict = verify_ledger()
    assert (verdict.line, "Lines were cut off" in verdict.problem) == (251, True)


def test_forged_head_bears_no_signature_of_a_known_key(signed):
    note = latest_checkpoint().note
    forged = note[:-12] + ("A" if note[-12] != "A" else "B") + note[-11:]
    attack(("UPDATE ledger_checkpoint SET note = %s WHERE size = 301", [forged]))
    assert "bears no signature" in verify_ledger().problem or "not written" in verify_ledger().problem


def test_missing_guard_is_named(signed):
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_in_order{on}")
    assert "ledger_in_order" in verify_ledger().problem


def test_line_added_today_is_not_found_but_can_t_be_taken_back(signed):
    record(actor=SYSTEM, act="clip.made", subject="clip:666")
    assert verify_ledger().problem == ""


def test_both_keys_sign_after_a_rotation_and_heads_of_either_hold(signed):
    rotate_key(actor=SYSTEM)
    sign_head(actor=SYSTEM)
    assert Checkpoint.objects.order_by("-size").first().note.count("—") == 2
    assert verify_ledger().problem == ""


def test_what_is_no_head_can_t_be_held_against(signed):
    with pytest.raises(BadNote):
        verify_ledger(["not a head"])
