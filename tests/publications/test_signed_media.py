from __future__ import annotations

import json

import pytest

from dragoman.clips.models import ClipFile
from dragoman.engines.signing.scripted import ScriptedSigner
from dragoman.ledger.models import Entry
from dragoman.lib.hashing import digest, file_digest
from dragoman.lib.record.manifests import State, read_manifest
from dragoman.lib.subtitles import webvtt
from dragoman.publications import selectors
from dragoman.publications.captioning import caption_publication
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.signed_media import media_signer, sign_publication, unsigned_files
from dragoman.publications.terms import Change, Provenance
from dragoman.recordings.vault import vault
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import ffmpeg, moving_picture
from tests.media.signed import chain

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(tmp_path, settings):
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE = files.certificate
    settings.SIGNING_KEY_FILE = files.key
    settings.SIGNING_TRUST_FILE = files.trust
    return files


@pytest.fixture
def publication(world, tmp_path):
    """A published clip whose playable file and poster are real ones."""
    waiting = draft(world.editor.actor)
    playable = moving_picture(tmp_path / "a.mp4", seconds=20)
    ffmpeg("-i", playable, "-frames:v", "1", tmp_path / "a.jpg")
    for kind, path in (("playable", playable), ("poster", tmp_path / "a.jpg")):
        sha256, size = kept_bytes(path.read_bytes())
        ClipFile.objects.filter(clip=waiting.clip, kind=kind).update(sha256=sha256, size_bytes=size)
    return publish_clip(publication=waiting, actor=world.editor.actor)


def details(act):
    return [
        json.loads(bytes(entry.line))["detail"] for entry in Entry.objects.filter(act=act).order_by("seq")
    ]


def states(publication):
    return {file.name: file.provenance for file in publication.files.all()}


def test_every_rendition_is_signed(publication, keys):
    caption_publication(publication=publication)
    unsigned = {file.name: file.sha256 for file in publication.files.all()}
    sign_publication(publication=publication)
    edition = publication.editions.get()
    for name in ("clip.mp4", "poster.jpg", "captioned.mp4"):
        file = publication.files.get(name=name)
        path = vault().path_of(file.sha256)
        media = read_manifest(path, keys.trust.read_text())
        languages = {"captioned.mp4": ["en", "zh", "ru"]}.get(name, [])
        assert media.state == State.TRUSTED
        assert media.quote == {
            "number": publication.number,
            "edition": 1,
            "edition_digest": edition.digest,
            "lines_root": json.loads(bytes(edition.content))["lines"]["root"],
            "recording": {"sha256": publication.clip.recording.sha256},
            "cut": [{"first_frame": 125, "in_ms": 5000, "last_frame": 624, "out_ms": 25000}],
            "lang": languages,
            "track_sha256": {
                language: digest(webvtt.write(selectors.captions(publication.number, language)).encode())
                for language in languages
            },
            "ledger_origin": "localhost.8000/ledger",
            "page": f"http://localhost:8000/clips/{publication.number}",
        }
        assert media.ingredients[0].sha256 == publication.clip.recording.sha256
        assert (file.manifest, file.unsigned_sha256) == (media.manifest, unsigned[name])
        assert (file.sha256, file.size_bytes) == (file_digest(path), path.stat().st_size)
        assert vault().holds(unsigned[name])
    assert states(publication) == {
        "clip.mp4": Provenance.TEST,
        "poster.jpg": Provenance.TEST,
        "captioned.mp4": Provenance.TEST,
        "peaks.json": Provenance.PENDING,
    }
    assert details("rendition.signed") == [
        {
            "edition": 1,
            "manifest": file.manifest,
            "name": file.name,
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
        }
        for file in publication.files.exclude(name="peaks.json").order_by("name")
    ]


def test_no_words_and_no_names_in_the_file(publication, keys):
    sign_publication(publication=publication)
    content = vault().path_of(publication.files.get(name="clip.mp4").sha256).read_bytes()
    for words in ("Night trains", "Lin Ruomei", "Selva", "夜间", "morning.ts"):
        assert words.encode() not in content


def test_signing_twice_changes_nothing(publication, keys):
    first = sign_publication(publication=publication)
    assert (len(first), sign_publication(publication=publication)) == (2, ())
    assert len(details("rendition.signed")) == 2


def test_new_words_leave_the_pictures_alone(publication, keys, world):
    caption_publication(publication=publication)
    sign_publication(publication=publication)
    before = {file.name: file.sha256 for file in publication.files.all()}
    publication.clip.summary = "Trains return in May."
    publication.clip.save()
    publish_clip(publication=publication, actor=world.editor.actor, change=Change("typo", "A line break."))
    caption_publication(publication=publication)
    assert sign_publication(publication=publication) == ()
    assert {file.name: file.sha256 for file in publication.files.all()} == before
    assert {file.edition for file in publication.files.all()} == {1}


def test_new_captions_are_signed_for_their_edition(publication, keys, world):
    caption_publication(publication=publication)
    sign_publication(publication=publication)
    old = publication.files.get(name="captioned.mp4")
    write_translation(
        clip=publication.clip,
        language="en",
        texts={"1": "Night trains run from 1 May."},
        actor=world.editor.actor,
    )
    check_clip(clip=publication.clip, actor=world.editor.actor)
    let_everything_pass(clip=publication.clip, reason="An example.", actor=world.editor.actor)
    publish_clip(
        publication=publication, actor=world.editor.actor, change=Change("correction", "The date was wrong.")
    )
    caption_publication(publication=publication)
    (signed,) = sign_publication(publication=publication)
    assert (signed.name, signed.edition, signed.sha256 != old.sha256) == ("captioned.mp4", 2, True)
    assert publication.files.get(name="clip.mp4").edition == 1
    assert vault().holds(old.sha256)


def test_without_a_certificate_it_is_published_unsigned_and_said_once(publication, tmp_path, settings):
    settings.SIGNING_CERTIFICATE_FILE = tmp_path / "nowhere"
    for _ in range(2):
        sign_publication(publication=publication)
    assert details("rendition.published") == [
        {
            "edition": 1,
            "name": file.name,
            "reason": "no_certificate",
            "sha256": file.sha256,
            "size_bytes": file.size_bytes,
        }
        for file in publication.files.exclude(name="peaks.json").order_by("name")
    ]
    assert states(publication)["clip.mp4"] == Provenance.UNSIGNED
    assert [file.name for file in unsigned_files(publication)] == ["clip.mp4", "poster.jpg"]


def test_it_is_signed_once_there_is_a_certificate(publication, tmp_path, settings, keys):
    settings.SIGNING_CERTIFICATE_FILE = tmp_path / "nowhere"
    sign_publication(publication=publication)
    settings.SIGNING_CERTIFICATE_FILE = keys.certificate
    sign_publication(publication=publication)
    assert [file.unsigned_reason for file in publication.files.exclude(name="peaks.json")] == ["", ""]
    assert states(publication)["clip.mp4"] == Provenance.TEST


def test_file_that_cannot_carry_one(world, keys):
    """The factory's files are no media."""
    publication = publish_clip(publication=draft(world.editor.actor), actor=world.editor.actor)
    sign_publication(publication=publication)
    assert [told["reason"] for told in details("rendition.published")] == ["kind", "kind"]


def test_withdrawn_while_it_was_signed(publication, world, monkeypatch, settings):
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"
    sign = ScriptedSigner.sign

    def slow(self, *arguments):
        signature = sign(self, *arguments)
        publication.refresh_from_db()
        if publication.state == "published":
            withdraw_publication(publication=publication, reason="Wrong.", actor=world.editor.actor)
        return signature

    monkeypatch.setattr(ScriptedSigner, "sign", slow)
    sign_publication(publication=publication)
    assert details("rendition.signed") == []


def test_engine_is_the_settings(settings):
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"
    assert isinstance(media_signer(), ScriptedSigner)
