from __future__ import annotations

import stat

import pytest

from dragoman.ledger.heads import HeadRefused, head_file, remembered_head, sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.keys import NoKey, signing_keys
from dragoman.ledger.models import Checkpoint, Entry, Tile
from dragoman.ledger.selectors import (
    checkpoint_at,
    consistency,
    first_checkpoint_over,
    inclusion,
    key_lines,
    latest_checkpoint,
    lines_about,
)
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record import merkle
from dragoman.lib.record.note import parse_checkpoint
from tests.ledger.attacker import attack

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.key"
    return make_first_key(actor=SYSTEM)


def lines(count, subject="clip:1"):
    for _ in range(count):
        record(actor=SYSTEM, act="clip.made", subject=subject)


def leaves():
    return [bytes.fromhex(one) for one in Entry.objects.order_by("seq").values_list("digest", flat=True)]


def test_head_is_signed_over_every_line(key, settings):
    lines(4)
    signed = sign_head(actor=SYSTEM)
    note, head = parse_checkpoint(signed.note)
    assert (head.origin, head.size, head.root) == (settings.LEDGER_NAME, 5, merkle.root(leaves()))
    assert (note.verified_by(key), signed.root) == (True, head.root.hex())


def test_nothing_new_is_not_signed_again(key):
    assert sign_head(actor=SYSTEM) == sign_head(actor=SYSTEM)
    assert Checkpoint.objects.count() == 1


def test_ledger_older_than_its_tiles_is_caught_up_by_the_first_signing(settings, tmp_path):
    lines(700)
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    assert Tile.objects.count() == 0
    assert sign_head(actor=SYSTEM).root == merkle.root(leaves()).hex()
    places = Tile.objects.order_by("level", "index").values_list("level", "index")
    assert list(places) == [(0, 0), (0, 1), (0, 2), (1, 0)]


def test_signing_reads_what_is_new_and_not_the_whole_ledger(key, django_assert_max_num_queries):
    lines(600)
    sign_head(actor=SYSTEM)
    lines(1)
    with django_assert_max_num_queries(40) as queries:
        sign_head(actor=SYSTEM)
    read = [
        one["sql"] for one in queries.captured_queries if '"line"' in one["sql"] and '"digest"' in one["sql"]
    ]
    assert read and all('"seq" > 60' in sql or "LIMIT 1" in sql or '"subject"' in sql for sql in read)


def test_every_head_goes_on_from_every_earlier_one_and_every_line_is_in_every_later_head(key):
    for count in (1, 5, 250, 3, 260):
        lines(count)
        sign_head(actor=SYSTEM)
    heads = [parse_checkpoint(one.note)[1] for one in Checkpoint.objects.order_by("size")]
    hashes = leaves()
    for at, new in enumerate(heads):
        for old in heads[: at + 1]:
            merkle.check_consistency(old.size, old.root, new.size, new.root, consistency(old.size, new.size))
        for seq in {1, 2, new.size // 2 + 1, new.size}:
            path = inclusion(seq, new.size)
            assert merkle.root_from_inclusion(hashes[seq - 1], seq - 1, new.size, path) == new.root
            assert (
                merkle.root_from_inclusion(hashes[seq - 2], seq - 1, new.size, path) != new.root or seq == 1
            )


def test_proofs_cost_a_handful_of_tiles(key, django_assert_max_num_queries):
    lines(1_100)
    size = sign_head(actor=SYSTEM).size
    with django_assert_max_num_queries(7):
        inclusion(300, size)
    with django_assert_max_num_queries(7):
        consistency(517, size)


def test_no_proof_beyond_what_is_signed(key):
    size = sign_head(actor=SYSTEM).size
    lines(3)
    with pytest.raises(merkle.BadProof):
        inclusion(size + 2, size + 3)


def test_heads_are_found_by_size_day_and_line(key):
    first = sign_head(actor=SYSTEM)
    lines(3)
    last = sign_head(actor=SYSTEM)
    day = last.signed_at.date()
    assert (latest_checkpoint(), checkpoint_at(1), checkpoint_at(2), checkpoint_at(day)) == (
        last,
        first,
        None,
        last,
    )
    assert (first_checkpoint_over(1), first_checkpoint_over(2), first_checkpoint_over(9)) == (
        first,
        last,
        None,
    )


def test_lines_are_read_as_they_were_written(key):
    lines(2, "number:7")
    lines(1, "number:8")
    written = [bytes(one) for one in Entry.objects.order_by("seq").values_list("line", flat=True)]
    assert (lines_about("number:7"), lines_about("number:7", 2)) == (tuple(written[1:3]), tuple(written[1:2]))
    assert (key_lines(), key_lines(0)) == ((written[0],), ())


def test_without_a_key_nothing_is_signed(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "none"
    lines(1)
    with pytest.raises(NoKey, match="dragoman ledger key new"):
        sign_head(actor=SYSTEM)
    assert (Checkpoint.objects.count(), Tile.objects.count()) == (0, 0)


def test_nothing_is_signed_over_a_broken_chain(key):
    lines(5)
    attack(("UPDATE ledger_entry SET act = 'clip.unmade' WHERE seq = 3", []))
    with pytest.raises(HeadRefused, match="line 3"):
        sign_head(actor=SYSTEM)


def test_signer_remembers_beside_its_key_and_refuses_a_shorter_ledger(
    key, django_capture_on_commit_callbacks
):
    lines(9)
    with django_capture_on_commit_callbacks(execute=True):
        signed = sign_head(actor=SYSTEM)
    assert head_file().read_text() == signed.note
    assert stat.S_IMODE(head_file().stat().st_mode) == 0o600
    assert remembered_head().size == 10
    attack(
        ("DELETE FROM ledger_checkpoint", []),
        ("DELETE FROM ledger_tile", []),
        ("DELETE FROM ledger_entry WHERE seq > 5", []),
    )
    with pytest.raises(HeadRefused, match="lines were cut off or an older copy was restored"):
        sign_head(actor=SYSTEM)
    lines(20)
    with pytest.raises(HeadRefused, match="not those that were signed"):
        sign_head(actor=SYSTEM)
    head_file().rename(head_file().with_suffix(".kept"))
    assert sign_head(actor=SYSTEM).size == 25


def test_damaged_tiles_are_not_signed_over(key):
    lines(300)
    sign_head(actor=SYSTEM)
    lines(1)
    Tile.objects.filter(level=1, index=0).update(hashes=bytes(32))
    with pytest.raises(HeadRefused, match="not those that were signed"):
        sign_head(actor=SYSTEM)
    Tile.objects.filter(level=0, index=1).update(hashes=b"")
    with pytest.raises(HeadRefused):
        sign_head(actor=SYSTEM)


def test_lost_tiles_are_made_anew(key):
    lines(300)
    sign_head(actor=SYSTEM)
    lines(1)
    Tile.objects.all().delete()
    assert sign_head(actor=SYSTEM).root == merkle.root(leaves()).hex()


def test_key_stays_out_of_the_database(key):
    lines(1)
    sign_head(actor=SYSTEM)
    secret = signing_keys()[0].written().split("+")[-1].strip()
    everything = [
        *Entry.objects.values_list("line", flat=True),
        *Checkpoint.objects.values_list("note", flat=True),
    ]
    assert not any(secret in (one if isinstance(one, str) else bytes(one).decode()) for one in everything)
