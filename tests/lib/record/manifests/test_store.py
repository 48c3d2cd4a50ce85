from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.manifests import store
from dragoman.lib.record.manifests.store import StoreTooLarge, kind_of, store_of

BOX = b"\x00\x00\x00\x10jumbabcdefgh"
UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
FTYP = b"\x00\x00\x00\x10ftypisom\x00\x00\x00\x00"


@pytest.fixture
def at(tmp_path):
    def at(content):
        (tmp_path / "file").write_bytes(content)
        return tmp_path / "file"

    return at


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (FTYP, "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4A \x00", "audio/mp4"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
        (b"ID3\x04", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"%PDF-1.7", ""),
        (b"", ""),
    ],
)
def test_kind_by_the_first_bytes(at, head, kind):
    assert kind_of(at(head)) == kind


def _uuid(store_bytes):
    body = UUID + bytes(4) + b"manifest\x00" + bytes(8) + store_bytes
    return (len(body) + 8).to_bytes(4, "big") + b"uuid" + body


def test_store_in_boxes(at):
    assert store_of(at(FTYP + b"\x00\x00\x00\x08free" + _uuid(BOX)), "video/mp4") == BOX


def test_store_in_segments(at):
    """Two segments, the second with a copy of the box's header."""
    whole = b"\x00\x00\x00\x18jumbabcdefghijklmnop"
    first = b"JP\x00\x01\x00\x00\x00\x01" + whole[:16]
    second = b"JP\x00\x01\x00\x00\x00\x02" + whole[:8] + whole[16:]
    segments = b"".join(b"\xff\xeb" + (len(one) + 2).to_bytes(2, "big") + one for one in (first, second))
    assert store_of(at(b"\xff\xd8" + segments + b"\xff\xd9"), "image/jpeg") == whole


def test_store_in_chunks(at):
    riff = b"RIFF\x00\x00\x00\x00WAVE" + b"fmt \x03\x00\x00\x00abc\x00" + b"C2PA\x10\x00\x00\x00" + BOX
    assert store_of(at(riff), "audio/wav") == BOX


def test_too_large_a_store(at, monkeypatch):
    monkeypatch.setattr(store, "LARGEST_STORE", 8)
    with pytest.raises(StoreTooLarge):
        store_of(at(FTYP + _uuid(BOX)), "video/mp4")


def test_too_many_boxes(at):
    with pytest.raises(StoreTooLarge):
        store_of(at(FTYP + b"\x00\x00\x00\x08free" * 10_001), "video/mp4")


@given(content=st.binary(max_size=400), kind=st.sampled_from(["video/mp4", "image/jpeg", "audio/wav"]))
def test_any_bytes_give_a_store_or_none(tmp_path_factory, content, kind):
    path = tmp_path_factory.mktemp("fuzz") / "file"
    path.write_bytes(content)
    assert isinstance(store_of(path, kind), bytes)
    kind_of(path)
