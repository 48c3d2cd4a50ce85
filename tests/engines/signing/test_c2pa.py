from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest

from dragoman.engines.signing import certificates
from dragoman.engines.signing.c2pa import C2paSigner
from dragoman.engines.signing.port import NotSignable, SigningFiles, SigningUnavailable
from dragoman.lib.record.manifests import State, read_manifest
from tests.media.generated import ffmpeg, moving_picture, tone
from tests.media.signed import CLAIM, QUOTE, chain


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return chain(tmp_path_factory.mktemp("chain"))


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    folder = tmp_path_factory.mktemp("media")
    moving_picture(folder / "clip.mp4", seconds=2)
    ffmpeg("-i", folder / "clip.mp4", "-frames:v", "1", folder / "poster.jpg")
    tone(folder / "sound.m4a")
    return folder


@pytest.mark.parametrize("name", ["clip.mp4", "poster.jpg", "sound.m4a"])
def test_signed_copy(files, media, tmp_path, name):
    before = hashlib.sha256((media / name).read_bytes()).hexdigest()
    signature = C2paSigner(files).sign(media / name, tmp_path / name, CLAIM)
    read = read_manifest(tmp_path / name, files.trust.read_text())
    assert (read.state, read.quote, read.manifest) == (State.TRUSTED, QUOTE, signature.manifest)
    assert signature.is_test
    assert hashlib.sha256((media / name).read_bytes()).hexdigest() == before
    grown = (tmp_path / name).stat().st_size - (media / name).stat().st_size
    assert grown < 8192  # no thumbnail, no pixels of the recording


def test_signing_anew_replaces_the_manifest(files, media, tmp_path):
    """What is signed is always the unsigned file; a signed one given by mistake still ends with one current claim."""
    C2paSigner(files).sign(media / "clip.mp4", tmp_path / "a.mp4", CLAIM)
    C2paSigner(files).sign(tmp_path / "a.mp4", tmp_path / "b.mp4", CLAIM)
    assert read_manifest(tmp_path / "b.mp4", files.trust.read_text()).state == State.TRUSTED


def test_what_is_no_media_is_refused(files, tmp_path):
    (tmp_path / "a").write_bytes(b"words " * 99)
    with pytest.raises(NotSignable) as refused:
        C2paSigner(files).sign(tmp_path / "a", tmp_path / "b", CLAIM)
    assert refused.value.reason == "kind"


def test_damaged_media_are_refused(files, tmp_path):
    (tmp_path / "a").write_bytes(b"\xff\xd8\xff\xd9" * 99)
    with pytest.raises(NotSignable) as refused:
        C2paSigner(files).sign(tmp_path / "a", tmp_path / "b", CLAIM)
    assert refused.value.reason == "media"


def test_without_a_certificate(tmp_path, media):
    nowhere = SigningFiles(tmp_path / "c", tmp_path / "k", tmp_path / "t")
    with pytest.raises(SigningUnavailable) as refused:
        C2paSigner(nowhere).sign(media / "clip.mp4", tmp_path / "b", CLAIM)
    assert refused.value.reason == "no_certificate"


def test_with_an_expired_certificate(tmp_path, media, monkeypatch):
    monkeypatch.setattr(certificates, "_TEST_LIFE", timedelta(seconds=-60))
    with pytest.raises(SigningUnavailable) as refused:
        C2paSigner(chain(tmp_path)).sign(media / "clip.mp4", tmp_path / "b", CLAIM)
    assert refused.value.reason == "certificate_expired"


def test_identity(files):
    assert C2paSigner(files).identity.name == "c2pa-python"
