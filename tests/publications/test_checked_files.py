from __future__ import annotations

import pytest

from dragoman.clips.models import ClipFile
from dragoman.lib.record.manifests import State
from dragoman.publications.checked_files import Verdict, check_file, trusted_roots
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.signed_media import sign_publication
from dragoman.publications.terms import Change
from dragoman.recordings.vault import vault
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import moving_picture
from tests.media.signed import chain, flipped, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(tmp_path, settings):
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE = files.certificate
    settings.SIGNING_KEY_FILE = files.key
    settings.SIGNING_TRUST_FILE = files.trust
    return files


@pytest.fixture
def publication(world, tmp_path, keys):
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    made = publish_clip(publication=waiting, actor=world.editor.actor)
    sign_publication(publication=made)
    return made


@pytest.fixture
def served(publication):
    return vault().path_of(publication.files.get(name="clip.mp4").sha256).read_bytes()


@pytest.fixture
def check(tmp_path):
    def check(content):
        (tmp_path / "brought").write_bytes(content)
        return check_file(tmp_path / "brought")

    return check


def told(found):
    return found.verdict, found.media.state, found.number, found.edition


def test_file_as_published(check, served, publication):
    found = check(served)
    assert told(found) == (Verdict.GENUINE, State.TRUSTED, publication.number, 1)
    assert (found.latest_edition, found.is_corrected, found.is_withdrawn) == (1, False, False)


def test_file_of_before_it_was_signed(check, publication):
    content = vault().path_of(publication.files.get(name="clip.mp4").unsigned_sha256).read_bytes()
    assert told(check(content)) == (Verdict.GENUINE, State.NONE, publication.number, 1)


def test_earlier_file_stays_genuine(check, served, publication, world, tmp_path):
    """New pixels, and so a new file, for edition 2: the ledger still knows the first."""
    sha256, size = kept_bytes(moving_picture(tmp_path / "b.mp4", seconds=3).read_bytes())
    ClipFile.objects.filter(clip=publication.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    publication.clip.title = "Night trains cross the Selva bridge"
    publication.clip.save()
    change = Change("correction", "The headline was wrong.")
    publish_clip(publication=publication, actor=world.editor.actor, change=change)
    sign_publication(publication=publication)
    found = check(served)
    assert told(found) == (Verdict.GENUINE, State.TRUSTED, publication.number, 1)
    assert (found.latest_edition, found.is_corrected) == (2, True)


def test_withdrawn_clip_is_said(check, served, publication, world):
    withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
    found = check(served)
    assert (found.verdict, found.is_withdrawn) == (Verdict.GENUINE, True)


def test_flipped_bit(check, served, publication):
    found = check(flipped(served, len(served) - 2000))
    assert told(found) == (Verdict.CHANGED, State.BROKEN, publication.number, 1)


def test_appended_box_is_seen_by_the_whole_files_digest(check, served, publication):
    found = check(served + b"\x00\x00\x00\x10freeabcdefgh")
    assert told(found) == (Verdict.CHANGED, State.TRUSTED, publication.number, 1)


def test_edited_assertion(check, served):
    """The manifest is no longer ours to the byte, so nothing it claims is repeated as ours."""
    edited = served.replace(b"fnumber\x01", b"fnumber\x02")
    assert edited != served
    assert told(check(edited)) == (Verdict.BROKEN, State.BROKEN, 0, 0)


def test_stranger_who_claims_our_number(check, publication, tmp_path):
    """Their own chain, our label and number: signed by someone we don't know, and not one of our files."""
    forged = sign(chain(tmp_path / "theirs"), moving_picture(tmp_path / "c.mp4", seconds=1)).read_bytes()
    assert told(check(forged)) == (Verdict.UNKNOWN_SIGNER, State.UNKNOWN_SIGNER, 0, 0)


def test_signer_we_trust_but_no_file_of_ours(check, keys, tmp_path, db):
    made = sign(keys, moving_picture(tmp_path / "c.mp4", seconds=1)).read_bytes()
    assert told(check(made)) == (Verdict.TRUSTED_OTHER, State.TRUSTED, 0, 0)


def test_no_manifest_and_no_media(check, tmp_path, db):
    bare = moving_picture(tmp_path / "c.mp4", seconds=1).read_bytes()
    assert check(bare).verdict == Verdict.NO_MANIFEST
    assert check(b"words").verdict == Verdict.UNREADABLE


def test_without_trusted_roots(settings, tmp_path):
    settings.SIGNING_TRUST_FILE = tmp_path / "nowhere"
    assert trusted_roots() == ""
