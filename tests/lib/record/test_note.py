from __future__ import annotations

import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.note import (
    WITNESS,
    BadNote,
    Checkpoint,
    Note,
    Signature,
    SigningKey,
    VerifyingKey,
    parse_checkpoint,
    parse_note,
    sign_checkpoint,
)

KEY = SigningKey("clips.example.org/ledger", bytes(range(32)))
OTHER = SigningKey("clips.example.org/ledger", bytes(32))
WITNESS_KEY = SigningKey("witness.example.net/w1", bytes(range(32)), WITNESS)
HEAD = Checkpoint("clips.example.org/ledger", 21, bytes(range(32)))
SIGNED = sign_checkpoint(HEAD, KEY)
COSIGNED = parse_note(SIGNED).with_signatures([WITNESS_KEY.cosign(HEAD.text, 1_700_000_000)]).write()
# Made by another program: the example of the first implementation of signed notes.
OUTSIDE_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
OUTSIDE_NOTE = """If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
"""


def test_note_of_another_program_is_understood():
    key, note = VerifyingKey.parse(OUTSIDE_VKEY), parse_note(OUTSIDE_NOTE)
    assert (str(key), note.write(), note.verified_by(key)) == (OUTSIDE_VKEY, OUTSIDE_NOTE, True)
    assert not Note(note.text.replace("don't", "do"), note.signatures).verified_by(key)


def test_checkpoint_is_signed_and_read_back():
    note, head = parse_checkpoint(SIGNED)
    assert (head, note.write(), note.verified_by(KEY.verifying)) == (HEAD, SIGNED, True)
    assert note.text == "clips.example.org/ledger\n21\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    assert not note.verified_by(OTHER.verifying)


def test_two_keys_sign_one_head():
    note = parse_note(sign_checkpoint(HEAD, KEY, OTHER))
    assert [note.verified_by(key.verifying) for key in (KEY, OTHER)] == [True, True]


def test_cosignature_says_when():
    note = parse_note(COSIGNED)
    key = WITNESS_KEY.verifying
    found = note.signature_by(key)
    assert note.verified_by(key) and found is not None and found.cosigned_at == 1_700_000_000
    assert note.signatures[0].cosigned_at is None
    late = Signature(found.name, found.key_id, (1_700_000_001).to_bytes(8, "big") + found.signature[8:])
    assert not Note(note.text, (late,)).verified_by(key)


def test_a_log_key_is_no_witness_key():
    as_log = SigningKey(WITNESS_KEY.name, WITNESS_KEY.seed).verifying
    assert as_log.id != WITNESS_KEY.verifying.id
    assert not parse_note(COSIGNED).verified_by(as_log)


def test_a_false_signature_in_our_name_spoils_the_note():
    false = Signature(KEY.name, KEY.verifying.id, bytes(64))
    assert not Note(HEAD.text, (false,)).verified_by(KEY.verifying)
    assert Note(HEAD.text, (false,)).signature_by(KEY.verifying) is None


def test_keys_are_written_and_read_back(tmp_path):
    assert VerifyingKey.parse(str(KEY.verifying)) == KEY.verifying
    assert VerifyingKey.parse(str(WITNESS_KEY.verifying)) == WITNESS_KEY.verifying
    KEY.save(tmp_path / "key")
    assert SigningKey.load(tmp_path / "key") == KEY
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        OTHER.save(tmp_path / "key")


def test_private_key_is_not_shown():
    assert KEY.seed.hex() not in repr(KEY) and "seed" not in repr(KEY)


def test_new_keys_differ():
    assert SigningKey.generate("a").seed != SigningKey.generate("a").seed
    with pytest.raises(BadNote, match="can't name a key"):
        SigningKey.generate("two words")


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        "name+00000000+AQ==",
        str(KEY.verifying) + "=",
        str(KEY.verifying).replace("+", "-"),
        str(KEY.verifying).upper(),
        str(KEY.verifying) + "\n",
        "x" + str(KEY.verifying),
    ],
)
def test_bad_keys_are_refused(vkey):
    with pytest.raises(BadNote):
        VerifyingKey.parse(vkey)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.replace("\n\n", "\n"),
        lambda text: text.replace("\n\n", "\n\n\n"),
        lambda text: text.replace("—", "-"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text + text.split("\n\n")[1],
        lambda text: text.replace("— ", "—  "),
        lambda text: "\n\n" + text.split("\n\n")[1],
        lambda text: text.split("\n\n")[0] + "\n\n",
    ],
)
def test_what_is_not_exactly_a_note_is_refused(change):
    with pytest.raises(BadNote):
        parse_checkpoint(change(SIGNED))


@pytest.mark.parametrize(
    "text",
    [
        "clips.example.org/ledger\n021\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "clips.example.org/ledger\n+21\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
        "clips.example.org/ledger\n21\nAAEC\n",
        "clips.example.org/ledger\n21\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\nmore\n",
        "two words\n21\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n",
    ],
)
def test_what_is_not_exactly_a_checkpoint_is_refused(text):
    with pytest.raises(BadNote):
        Checkpoint.parse(text)


@given(st.text() | st.builds(lambda a, b: f"{a}\n\n— {b}\n", st.text(), st.text()))
def test_any_text_is_a_note_or_refused(text):
    try:
        note = parse_note(text)
    except BadNote:
        return
    assert note.write() == text


@given(st.integers(0, len(COSIGNED.encode()) * 8 - 1))
def test_no_flipped_bit_passes(bit):
    data = bytearray(COSIGNED.encode())
    data[bit // 8] ^= 1 << bit % 8
    try:
        note, _ = parse_checkpoint(data.decode())
    except (BadNote, UnicodeDecodeError):
        return
    keys = (KEY.verifying, WITNESS_KEY.verifying)
    assert [note.verified_by(key) for key in keys] != [True, True]


@given(st.integers(0, 10**15), st.binary(min_size=32, max_size=32))
def test_any_checkpoint_is_read_back(size, root):
    head = Checkpoint("example.org/ledger", size, root)
    assert parse_checkpoint(sign_checkpoint(head, KEY))[1] == head
