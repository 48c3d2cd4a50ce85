"""An attacker with the whole database and without the key: each of his ways is found, and placed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from django.db import connection

from dragoman.ledger.copies import keep_copy, read_copy
from dragoman.ledger.heads import HeadRefused, head_file, sign_head
from dragoman.ledger.keeping import make_first_key, retire_key, rotate_key
from dragoman.ledger.keys import signing_keys
from dragoman.ledger.models import Checkpoint, Entry, Tile
from dragoman.ledger.selectors import consistency, latest_checkpoint
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.tree import extend_tiles, read_tile
from dragoman.ledger.verifying import Outside, verify_ledger
from dragoman.lib.hashing import canonical, leaf_digest
from dragoman.lib.record.merkle import BadProof, check_consistency
from dragoman.lib.record.note import BadNote, SigningKey, parse_checkpoint, sign_checkpoint
from dragoman.lib.record.note import Checkpoint as Head
from dragoman.lib.record.tiles import TiledTree
from tests.ledger.attacker import attack

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
    assert verdict.day == Checkpoint.objects.get(size=201).signed_at.date().isoformat()


def test_tiles_that_the_attacker_rewrote_as_well_don_t_mislead(signed):
    rechain(150, rewritten(150))
    hashes = bytes(Tile.objects.get(level=0, index=0).hashes)
    attack(('UPDATE ledger_tile SET hashes = %s WHERE level = 0 AND "index" = 0', [bytes(32) + hashes[32:]]))
    verdict = verify_ledger()
    assert (verdict.line, "the head of 201 lines" in verdict.problem) == (None, True)


def test_copy_of_the_tiles_kept_elsewhere_names_the_line(signed, tmp_path):
    keep_copy(folder=tmp_path / "copy")
    rechain(150, rewritten(150))
    attack(("DELETE FROM ledger_checkpoint", []), ("DELETE FROM ledger_tile", []))
    verdict = verify_ledger(Outside(copies=[read_copy(tmp_path / "copy")]))
    assert (verdict.line, "kept in" in verdict.problem) == (150, True)


def test_proof_from_yesterday_s_head_is_not_to_be_had(signed):
    yesterday = parse_checkpoint(Checkpoint.objects.get(size=201).note)[1]
    rechain(150, rewritten(150))
    attack(("DELETE FROM ledger_tile", []))
    extend_tiles()
    with pytest.raises(BadProof):
        check_consistency(201, yesterday.root, 301, TiledTree(read_tile, 301).root(), consistency(201, 301))


def test_attacker_who_brings_his_own_key_is_not_trusted(signed, settings, tmp_path):
    """He rewrites the key line too, signs everything anew with a key of his own, and puts all guards back."""
    own, kept = SigningKey.generate(settings.LEDGER_NAME), signing_keys()[0].verifying
    line = json.loads(bytes(Entry.objects.get(seq=1).line))
    rechain(1, {**line, "detail": {**line["detail"], "key": str(own.verifying)}})
    attack(("DELETE FROM ledger_checkpoint", []), ("DELETE FROM ledger_tile", []))
    settings.LEDGER_KEY_FILE = tmp_path / "his.key"
    own.save(settings.LEDGER_KEY_FILE)
    sign_head(actor=SYSTEM)
    assert verify_ledger().problem == ""
    assert "not signed by a key you trust" in verify_ledger(Outside(trusted=[kept])).problem
    settings.LEDGER_KEY_FILE = signed / "ledger.key"
    assert "not signed by a key in the key file" in verify_ledger().problem


def test_head_signed_by_a_key_after_it_was_retired_does_not_hold(signed):
    old = signing_keys()[0]
    rotate_key(actor=SYSTEM)
    sign_head(actor=SYSTEM)
    retire_key(key_id=old.verifying.id.hex(), actor=SYSTEM)
    size = extend_tiles()
    root = TiledTree(read_tile, size).root()
    text = sign_checkpoint(Head(old.name, size, root), old)
    Checkpoint.objects.create(size=size, root=root.hex(), note=text, signed_at=datetime.now(UTC))
    assert "no signature of a key that might sign it" in verify_ledger().problem


def test_what_else_is_wrong_is_told_beside_a_missing_guard(signed):
    rechain(150, rewritten(150))
    on = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_in_order{on}")
    verdict = verify_ledger()
    assert (verdict.line, "guards are gone: ledger_in_order. The lines" in verdict.problem) == (150, True)


@pytest.mark.parametrize(
    ("column", "value"),
    [("actor", "p-abcdef"), ("act", "clip.unmade"), ("subject", "clip:4"), ("at", "2031-01-01")],
)
def test_column_that_says_something_else_than_the_line_is_found(signed, column, value):
    attack((f"UPDATE ledger_entry SET {column} = %s WHERE seq = 150", [value]))
    assert verify_ledger().line == 150


def test_missing_line_is_found(signed):
    attack(("DELETE FROM ledger_entry WHERE seq = 150", []))
    assert (verify_ledger().line, verify_ledger().problem) == (150, "This line is missing.")


def test_nothing_more_is_signed_over_a_rewritten_past(signed):
    rechain(150, rewritten(150))
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    with pytest.raises(HeadRefused):
        sign_head(actor=SYSTEM)


def test_past_rewritten_with_heads_and_tiles_deleted_is_found_by_a_head_kept_elsewhere(signed):
    kept = latest_checkpoint().note
    rechain(150, rewritten(150))
    attack(("DELETE FROM ledger_checkpoint", []), ("DELETE FROM ledger_tile", []))
    head_file().unlink(missing_ok=True)
    assert "no longer fits" in verify_ledger(Outside(heads=[kept])).problem
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
        verify_ledger(Outside(heads=["not a head"]))
