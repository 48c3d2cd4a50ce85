from __future__ import annotations

import base64
import hashlib
import random
import zipfile

import pytest

from dragoman.accounts.credits import erase_person
from dragoman.ledger.heads import sign_head
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.hashing import canonical
from dragoman.lib.record.bundle import LIST, write_bundle
from dragoman.lib.record.note import SigningKey, parse_checkpoint
from dragoman.lib.record.verify.check import Tools
from dragoman.lib.record.verify.people_part import credit_message
from dragoman.lib.record.verify.result import BROKEN, UNKNOWN_SIGNER, UNREADABLE, VERIFIED
from dragoman.lib.record.verify.whole import list_of, verify_bundle
from dragoman.publications.bundling import NotSignedYet, make_bundle
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.publications.tracks import tracks_of
from dragoman.translations.services import write_translation
from tests.factories.clips import published
from tests.publications.bundles import a_bundle, a_signed_clip

pytestmark = pytest.mark.django_db
TOOLS = Tools(make_tracks=tracks_of)


@pytest.fixture
def bundle(world, settings, tmp_path):
    return a_bundle(world, settings, tmp_path)


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def forged(path, changes):
    """The bundle with other contents, and a list that fits them."""
    files = {
        name: data for name, data in (contents(path) | changes).items() if name != LIST and data is not None
    }
    head = parse_checkpoint(contents(path)["ledger/checkpoint.txt"].decode())[1]
    out = path.with_name("forged.zip")
    write_bundle(out, {**files, LIST: list_of(1, head, files)})
    return out


def answer(path, key):
    result = verify_bundle(path, [key], TOOLS)
    return result.result, result.broken.file if result.broken else ""


def test_bundle_of_a_corrected_clip_is_verified(bundle):
    path, key = bundle
    result = verify_bundle(path, [key], TOOLS)
    assert (result.result, result.number, result.edition, result.notes) == (VERIFIED, 1, 2, [])
    assert sorted(contents(path)) == [
        "README.txt",
        "bundle.json",
        "editions/1.json",
        "editions/1.lines.jsonl",
        "editions/2.json",
        "editions/2.lines.jsonl",
        "keys/1.vkey",
        "ledger/checkpoint.txt",
        *(name for name in sorted(contents(path)) if name.startswith("ledger/checkpoints/")),
        "ledger/lines.jsonl",
        "ledger/proofs.json",
        "media/clip.mp4",
        "media/peaks.json",
        "media/poster.jpg",
        "openings.json",
        "tracks/en.vtt",
        "tracks/ru.vtt",
        "tracks/zh.vtt",
    ]


def test_key_inside_never_makes_it_verified(bundle):
    path, _ = bundle
    assert verify_bundle(path, [], TOOLS).result == UNKNOWN_SIGNER
    other = str(SigningKey.generate("other.example/ledger").verifying)
    assert verify_bundle(path, [other], TOOLS).status == 3


def test_same_bundle_is_made_again_byte_for_byte(bundle, world, settings, tmp_path):
    path, _ = bundle
    before = path.read_bytes()
    size = verify_bundle(path).size
    published(world.editor.actor)
    sign_head(actor=SYSTEM)
    make_bundle(1, tmp_path / "again.zip", size=size)
    assert (tmp_path / "again.zip").read_bytes() == before


def test_every_flipped_bit_is_noticed(bundle):
    path, key = bundle
    whole = path.read_bytes()
    dice = random.Random(7)
    for _ in range(300):
        at = dice.randrange(len(whole) * 8)
        flipped = bytearray(whole)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        assert verify_bundle(path, [key], TOOLS).result in {BROKEN, UNREADABLE}, at


FORGERIES = [
    "README.txt",
    "editions/1.json",
    "editions/2.json",
    "editions/1.lines.jsonl",
    "editions/2.lines.jsonl",
    "keys/1.vkey",
    "ledger/checkpoint.txt",
    "ledger/lines.jsonl",
    "ledger/proofs.json",
    "media/clip.mp4",
    "media/poster.jpg",
    "openings.json",
    "tracks/en.vtt",
]


@pytest.mark.parametrize("name", FORGERIES)
def test_flipped_bit_under_a_list_that_fits_is_found_and_named(bundle, name):
    path, key = bundle
    data = contents(path)[name]
    dice = random.Random(name)
    for _ in range(25):
        at = dice.randrange(len(data) * 8)
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << at % 8
        result, blamed = answer(forged(path, {name: bytes(flipped)}), key)
        folder = name.split("/")[0].removesuffix(".json")
        assert (result, blamed.startswith((name.split(".")[0], folder, "editions"))) == (BROKEN, True), (
            at,
            blamed,
        )


def test_earlier_head_is_checked_too(bundle):
    path, key = bundle
    [name] = [one for one in contents(path) if one.startswith("ledger/checkpoints/")]
    data = bytearray(contents(path)[name])
    data[-10] ^= 1
    assert answer(forged(path, {name: bytes(data)}), key) == (BROKEN, name)


@pytest.mark.parametrize(
    "changes",
    [
        {"editions/1.json": None},
        {"editions/2.json": None, "editions/2.lines.jsonl": None},
        {"ledger/lines.jsonl": None},
        {"extra.txt": b"x"},
        {"media/other.mp4": b"x"},
        {"openings.json": b"[]\n"},
    ],
)
def test_what_is_missing_or_too_much_is_noticed(bundle, changes):
    path, key = bundle
    assert answer(forged(path, changes), key)[0] == BROKEN


def test_file_that_is_no_bundle_is_unreadable_or_broken(tmp_path, bundle):
    path, _ = bundle
    nothing = tmp_path / "nothing.zip"
    assert verify_bundle(nothing).result == UNREADABLE
    nothing.write_bytes(b"PK nothing of the kind")
    assert verify_bundle(nothing).result == UNREADABLE
    nothing.write_bytes(path.read_bytes()[: len(path.read_bytes()) // 2])
    assert verify_bundle(nothing).result == UNREADABLE
    for name in ("../up.txt", "/etc/passwd", "a/b/c/d/e", "c:x", "x\\y"):
        with zipfile.ZipFile(nothing, "w") as archive:
            archive.writestr(name, b"x")
        assert verify_bundle(nothing).result == BROKEN
    with zipfile.ZipFile(nothing, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", b"0" * 10_000_000)
    assert verify_bundle(nothing).result == BROKEN


def test_erased_name_is_said_and_breaks_nothing(world, settings, tmp_path):
    publication, key = a_signed_clip(world, settings, tmp_path)
    name = world.translator.name.encode()
    erase_person(user=world.translator, actor=world.administrator.actor)
    sign_head(actor=SYSTEM)
    path = tmp_path / "b.zip"
    make_bundle(publication.number, path)
    result = verify_bundle(path, [key], TOOLS)
    assert (result.result, "1 names are erased" in " ".join(result.notes)) == (VERIFIED, True)
    assert name not in path.read_bytes()


def test_withheld_sentence_is_said_and_breaks_nothing(world, settings, tmp_path):
    publication, key = a_signed_clip(world, settings, tmp_path)
    write_translation(
        clip=publication.clip, language="en", texts={"1": "Trains run."}, actor=world.editor.actor
    )
    change = Change(EditionKind.REDACTION, "A name was in it.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)
    sign_head(actor=SYSTEM)
    path = tmp_path / "b.zip"
    make_bundle(publication.number, path)
    result = verify_bundle(path, [key], TOOLS)
    assert (result.result, result.withheld, b"1 June" in path.read_bytes()) == (VERIFIED, 2, False)


def test_withdrawn_clip_has_ledger_lines_and_no_words(world, settings, tmp_path):
    publication, key = a_signed_clip(world, settings, tmp_path)
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    sign_head(actor=SYSTEM)
    path = tmp_path / "b.zip"
    make_bundle(publication.number, path)
    result = verify_bundle(path, [key], TOOLS)
    assert (result.result, result.notes) == (VERIFIED, ["The clip was withdrawn."])
    assert b"Night trains" not in path.read_bytes()


def test_what_is_not_signed_yet_has_no_bundle(world, settings, tmp_path):
    a_signed_clip(world, settings, tmp_path)
    later = published(world.editor.actor)
    with pytest.raises(NotSignedYet):
        make_bundle(later.number, tmp_path / "b.zip")
    with pytest.raises(NoSuchNumber):
        make_bundle(999, tmp_path / "b.zip")
    with pytest.raises(NotSignedYet):
        make_bundle(1, tmp_path / "b.zip", size=3)


def test_credit_signed_with_a_persons_own_key_is_checked(bundle):
    path, key = bundle
    own = SigningKey.generate("mara.example")
    digest = hashlib.sha256(contents(path)["editions/2.json"]).hexdigest()
    signature = base64.b64encode(own.sign(credit_message(digest, "translator")).signature).decode()
    credit = {
        "edition": 2,
        "handle": "p-7f3k2m9x",
        "role": "translator",
        "key": str(own.verifying),
        "signature": signature,
    }
    file = "signatures/credits.json"
    assert answer(forged(path, {file: canonical([credit])}), key) == (VERIFIED, "")
    forgery = canonical([{**credit, "role": "reviewer"}])
    assert answer(forged(path, {file: forgery}), key) == (BROKEN, file)
