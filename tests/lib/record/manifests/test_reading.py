from __future__ import annotations

import dataclasses
import hashlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.lib.record.manifests import Ingredient, MediaState, State, read_manifest
from tests.media.generated import moving_picture
from tests.media.signed import CLAIM, QUOTE, RECORDING, chain, flipped, sign

SIGNER = "Signer of a test chain, TEST CERTIFICATE THAT VOUCHES FOR NOBODY"


@pytest.fixture
def read(tmp_path, anchors):
    def read(content, anchors=anchors):
        (tmp_path / "file").write_bytes(content)
        return read_manifest(tmp_path / "file", anchors)

    return read


def test_signed_file_tells_everything(read, signed):
    store = signed[signed.index(b"jumb") - 4 :]
    store = store[: int.from_bytes(store[:4], "big")]
    assert read(signed) == MediaState(
        State.TRUSTED,
        kind="video/mp4",
        quote=QUOTE,
        signer=SIGNER,
        actions=("c2pa.opened", "c2pa.trimmed"),
        ingredients=(Ingredient("recording", RECORDING, "parentOf"),),
        generator="Dragoman 0.1.0",
        manifest=hashlib.sha256(store).hexdigest(),
    )


def test_without_its_root_the_signer_is_unknown(read, signed, tmp_path):
    assert read(signed, "").state == State.UNKNOWN_SIGNER
    other = chain(tmp_path / "other").trust.read_text()
    assert (read(signed, other).state, read(signed, other).problem) == (State.UNKNOWN_SIGNER, "")


def verdict(state):
    return state.state, state.problem


def test_flipped_bit_of_the_media(read, signed):
    assert verdict(read(flipped(signed, len(signed) - 2000))) == (State.BROKEN, "media")


def test_edited_assertion(read, signed):
    edited = signed.replace(b"fnumber\x19\x2b\x25", b"fnumber\x19\x2b\x26")  # 11045, 11046
    assert edited != signed
    assert verdict(read(edited)) == (State.BROKEN, "assertion org.dragoman.quote")


def test_flipped_bit_of_the_signature(read, signed):
    at = signed.index(b"\xf6\x58\x40") + 20  # no payload, then the 64 bytes of the signature
    assert verdict(read(flipped(signed, at))) == (State.BROKEN, "signature")


def test_every_flipped_bit_of_the_store_is_seen(read, signed):
    """One bit in each 128 bytes of the manifest; padding that nothing depends on is the whole-file hash's to see."""
    start = signed.index(b"jumb") - 4
    size = int.from_bytes(signed[start : start + 4], "big")
    whole = read(signed)
    for at in range(start, start + size, 128):
        changed = read(flipped(signed, at))
        assert changed != whole
        assert changed.state != State.TRUSTED or changed.manifest != whole.manifest, at


def test_appended_box_is_not_seen_by_the_manifest(read, signed):
    """This is why the ledger names the whole file's digest too."""
    assert read(signed + b"\x00\x00\x00\x10freeabcdefgh") == read(signed)


def test_truncated_file(read, signed):
    assert verdict(read(signed[:-3000])) == (State.BROKEN, "media")
    assert read(signed[:2000]).state in {State.UNREADABLE, State.BROKEN}


def test_manifest_of_another_file(read, signed, signing_files, tmp_path):
    other = sign(signing_files, moving_picture(tmp_path / "b.mp4", seconds=1)).read_bytes()
    mine, theirs = _uuid_box(signed), _uuid_box(other)
    assert len(mine) == len(theirs)
    assert verdict(read(signed.replace(mine, theirs))) == (State.BROKEN, "media")


def _uuid_box(content):
    start = content.index(b"uuid") - 4
    return content[start : start + int.from_bytes(content[start : start + 4], "big")]


def test_file_without_manifest(read, tmp_path):
    assert read(moving_picture(tmp_path / "b.mp4", seconds=1).read_bytes()) == MediaState(
        State.NONE, kind="video/mp4"
    )


@pytest.mark.parametrize(
    "content", [b"", b"x", b"GIF89a" * 9, b"\xff\xd8\xff\xd9" * 99, b"\x00\x00\x00\x18ftyp"]
)
def test_what_is_no_media_is_unreadable(read, content):
    assert read(content).state == State.UNREADABLE


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_hostile_files_end_in_a_state(read, signed, data):
    """Cut, spliced and overwritten at random: always an answer, and never a trusted one for other media."""
    at = data.draw(st.integers(0, len(signed) - 1))
    noise = data.draw(st.binary(min_size=1, max_size=64))
    changed = signed[:at] + noise + signed[at + len(noise) :]
    found = read(changed)
    assert isinstance(found, MediaState)
    if found.state == State.TRUSTED:
        assert found.quote == QUOTE


def test_deeply_nested_boxes_cost_little(read):
    bomb = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00\x00\x00\x08moov" * 200_000
    assert read(bomb).state in {State.UNREADABLE, State.NONE}


def test_expired_certificate_is_said(signed, read, monkeypatch, tmp_path):
    import time
    from datetime import timedelta

    from dragoman.engines.signing import certificates

    monkeypatch.setattr(certificates, "_TEST_LIFE", timedelta(seconds=4))
    files = chain(tmp_path / "short")
    made = sign(files, moving_picture(tmp_path / "b.mp4", seconds=1), dataclasses.replace(CLAIM))
    time.sleep(5)
    assert verdict(read(made.read_bytes(), files.trust.read_text())) == (
        State.UNKNOWN_SIGNER,
        "certificate expired",
    )


# What we establish about each outside file: its state without any trusted root, its generator, actions, ingredients.
OUTSIDE = {
    "adobe-20220124-A.jpg": (State.NONE, "", (), ()),
    "adobe-20220124-I.jpg": (State.NONE, "", (), ()),
    "adobe-20220124-C.jpg": (
        State.UNKNOWN_SIGNER,
        "make_test_images/0.16.1 c2pa-rs/0.16.1",
        ("c2pa.created", "c2pa.drawing"),
        (),
    ),
    "adobe-20220124-CA.jpg": (
        State.UNKNOWN_SIGNER,
        "make_test_images/0.16.1 c2pa-rs/0.16.1",
        ("c2pa.opened", "c2pa.color_adjustments"),
        ("A.jpg",),
    ),
    "adobe-20220124-CACA.jpg": (
        State.UNKNOWN_SIGNER,
        "make_test_images/0.16.1 c2pa-rs/0.16.1",
        ("c2pa.opened", "c2pa.color_adjustments"),
        ("CA.jpg",),
    ),
    "adobe-20220124-CAI.jpg": (
        State.UNKNOWN_SIGNER,
        "make_test_images/0.16.1 c2pa-rs/0.16.1",
        ("c2pa.opened", "c2pa.color_adjustments", "c2pa.placed", "c2pa.resized"),
        ("A.jpg", "I.jpg"),
    ),
    "c2pa_legacy.mp4": (
        State.UNKNOWN_SIGNER,
        "TestApp c2patool/0.3.8 c2pa-rs/0.16.1",
        ("c2pa.opened",),
        ("video1.mp4",),
    ),
    "c2pa_video1_signed.mp4": (
        State.UNKNOWN_SIGNER,
        "TestApp c2patool/0.6.2 c2pa-rs/0.28.2",
        ("c2pa.opened",),
        ("video1.mp4",),
    ),
}


@pytest.mark.shared
@pytest.mark.parametrize("name", OUTSIDE)
def test_outside_file(shared, anchors, name):
    found = read_manifest(shared / "suites" / "c2pa" / name, anchors)
    told = (found.state, found.generator, found.actions, tuple(one.title for one in found.ingredients))
    assert told == OUTSIDE[name]
    assert found.quote is None
    assert bool(found.manifest) == (found.state != State.NONE)


@pytest.mark.shared
@pytest.mark.parametrize("name", [name for name, told in OUTSIDE.items() if told[0] != State.NONE])
def test_outside_file_changed(shared, read, name):
    content = (shared / "suites" / "c2pa" / name).read_bytes()
    assert verdict(read(flipped(content, len(content) - 2000))) == (State.BROKEN, "media")
