from __future__ import annotations

import json
import random

import pytest

from dragoman.lib.hashing import canonical
from dragoman.lib.record.verify.result import BROKEN, UNKNOWN_SIGNER, UNREADABLE, VERIFIED
from dragoman.lib.record.verify.sentence import looks_like_proof, verify_proof
from dragoman.publications.sentence_proofs import proof_of, words_in
from dragoman.publications.sentence_record import NoSuchSentence
from tests.publications.bundles import a_signed_clip

pytestmark = pytest.mark.django_db


@pytest.fixture
def proof(world, settings, tmp_path):
    _, key = a_signed_clip(world, settings, tmp_path)
    path = tmp_path / "s1.proof"
    path.write_bytes(proof_of(1, "1"))
    return path, key


def test_sentence_is_proved_on_both_sides(proof):
    path, key = proof
    result = verify_proof(path, [key])
    assert (result.result, result.number, result.edition) == (VERIFIED, 1, 2)
    assert words_in(path.read_bytes()) == [
        "夜间列车将从五月一日起恢复通行。",
        "Night trains will run again from 1 June.",
    ]
    assert looks_like_proof(path)
    assert verify_proof(path).result == UNKNOWN_SIGNER


def test_proof_is_small(proof):
    assert len(proof[0].read_bytes()) < 6_000


def test_every_flipped_bit_is_noticed(proof):
    path, key = proof
    whole = path.read_bytes()
    dice = random.Random(11)
    for _ in range(400):
        at = dice.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        assert verify_proof(path, [key]).result == BROKEN, at


@pytest.mark.parametrize(
    ("name", "value", "blamed"),
    [
        ("label", "2", "leaves"),
        ("number", 2, "edition"),
        ("leaves", [{}], "proof"),
        ("keys", [], "checkpoint"),
        ("checkpoint", "x", "checkpoint"),
        ("format", "other", "proof"),
    ],
)
def test_forged_part_is_named(proof, name, value, blamed):
    path, key = proof
    path.write_bytes(canonical({**json.loads(path.read_bytes()), name: value}))
    result = verify_proof(path, [key])
    assert (result.result, result.broken.file) == (BROKEN, blamed)


def test_words_of_another_edition_are_not_proved(proof):
    path, key = proof
    forged = json.loads(path.read_bytes())
    line = json.loads(forged["leaves"][1]["line"])
    forged["leaves"][1]["line"] = canonical({**line, "text": "Night trains will never run."}).decode()
    path.write_bytes(canonical(forged))
    result = verify_proof(path, [key])
    assert (result.result, result.broken.cue) == (BROKEN, "1")


def test_label_nobody_has_is_not_proved(proof):
    with pytest.raises(NoSuchSentence):
        proof_of(1, "99")


def test_huge_file_is_not_read(tmp_path):
    path = tmp_path / "huge.proof"
    path.write_bytes(b"{" + b" " * (5 * 2**20))
    assert verify_proof(path).result == UNREADABLE
