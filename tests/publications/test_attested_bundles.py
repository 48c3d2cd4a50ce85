"""Bundles of heads that others vouch for: witnesses, an authority; and what that is worth when the key was stolen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import tell_compromised
from dragoman.ledger.keys import signing_keys
from dragoman.ledger.models import Attestation
from dragoman.ledger.selectors import latest_checkpoint
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.note import WITNESS, SigningKey, parse_note
from dragoman.lib.record.timestamp import ask_about
from dragoman.lib.record.verify.check import Tools
from dragoman.lib.record.verify.whole import verify_bundle
from dragoman.publications.bundling import make_bundle
from dragoman.publications.tracks import tracks_of
from tests.ledger.authority import Authority
from tests.publications.bundles import a_signed_clip
from tests.publications.test_bundling import contents, forged

pytestmark = pytest.mark.django_db
TOOLS = Tools(make_tracks=tracks_of)
SEEN_AT = 1_700_000_000
OWN = SigningKey.generate("witness.example/w1", WITNESS)


@pytest.fixture
def clip(world, settings, tmp_path):
    return a_signed_clip(world, settings, tmp_path)


def bundle(number, tmp_path, name="bundle.zip"):
    make_bundle(number, tmp_path / name)
    return tmp_path / name


def cosigned(at=SEEN_AT):
    head = latest_checkpoint()
    line = OWN.cosign(parse_note(head.note).text, at).write()
    Attestation.objects.create(
        checkpoint=head,
        kind=Attestation.Kind.COSIGNATURE,
        by=str(OWN.verifying),
        data=line.encode(),
        given_at=datetime.fromtimestamp(at, UTC),
    )


def stamped(authority):
    head = latest_checkpoint()
    text = parse_note(head.note).text
    answer = authority.answer(ask_about(text).data)
    Attestation.objects.create(
        checkpoint=head, kind=Attestation.Kind.TIMESTAMP, by="clock", data=answer, given_at=datetime.now(UTC)
    )


def stolen(since):
    """The key is told of as stolen; the new one signs, and then the thief signs the same head with the old one."""
    old = signing_keys()[-1]
    tell_compromised(key_id=old.verifying.id.hex(), since=since, actor=SYSTEM)
    sign_head(actor=SYSTEM)
    head = latest_checkpoint()
    note = parse_note(head.note)
    return note.with_signatures([old.sign(note.text)]).write()


def verified(path, *keys, roots=b""):
    result = verify_bundle(path, [str(key) for key in keys], Tools(tracks_of, timestamp_roots=roots))
    return result.result, result.witnesses, result.timestamp, result.notes


def test_cosignature_of_a_witness_one_names_is_checked_and_told(clip, tmp_path):
    publication, key = clip
    cosigned()
    path = bundle(publication.number, tmp_path)
    assert verified(path, key, OWN.verifying) == ("verified", ["witness.example/w1"], None, [])
    assert verified(path, key) == (
        "verified",
        [],
        None,
        ["1 witnesses you have not named cosigned the head: --key names one."],
    )


def test_forged_cosignature_is_found(clip, tmp_path):
    publication, key = clip
    cosigned()
    path = bundle(publication.number, tmp_path)
    note = parse_note(contents(path)["ledger/checkpoint.txt"].decode())
    line = OWN.cosign("another text\n", SEEN_AT)
    note = type(note)(note.text, (note.signatures[0], line))
    made = forged(path, {"ledger/checkpoint.txt": note.write().encode()})
    result = verify_bundle(made, [key, str(OWN.verifying)], TOOLS)
    assert (result.result, result.broken.file) == ("broken", "ledger/checkpoint.txt")


def test_time_stamp_is_checked_against_the_certificates_one_gives(clip, tmp_path):
    publication, key = clip
    authority = Authority.made_in(tmp_path)
    stamped(authority)
    path = bundle(publication.number, tmp_path)
    roots = (tmp_path / "root.pem").read_bytes()
    result, _, at, notes = verified(path, key, roots=roots)
    assert (result, notes) == ("verified", [])
    assert abs(datetime.fromisoformat(at) - datetime.now(UTC)) < timedelta(minutes=5)
    _, _, unchecked, [note] = verified(path, key)
    assert (unchecked, "--timestamp-roots" in note) == (at, True)
    other = tmp_path / "other"
    other.mkdir()
    Authority.made_in(other)
    assert verified(path, key, roots=(other / "root.pem").read_bytes())[0] == "broken"


def test_head_signed_by_a_stolen_key_counts_only_where_others_had_seen_it_before(clip, tmp_path):
    publication, key = clip
    since = datetime.now(UTC) - timedelta(hours=1)
    note = stolen(since)
    path = forged(bundle(publication.number, tmp_path), {"ledger/checkpoint.txt": note.encode()})
    result, _, _, notes = verified(path, key)
    assert (result, f"since {since.replace(microsecond=0)}" in notes[0]) == ("verified, signer unknown", True)
    assert verified(path, key, signing_keys()[-1].verifying)[0] == "verified"

    text = parse_note(note)
    for at, answer in (
        (since.timestamp() - 60, "verified"),
        (since.timestamp() + 60, "verified, signer unknown"),
    ):
        seen = text.with_signatures([OWN.cosign(text.text, int(at))]).write()
        path = forged(bundle(publication.number, tmp_path), {"ledger/checkpoint.txt": seen.encode()})
        assert verified(path, key, OWN.verifying)[0] == answer
