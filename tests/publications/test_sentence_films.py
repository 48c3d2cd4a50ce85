from __future__ import annotations

import json

import av
import pytest
from django.utils.translation import override

from dragoman.clips.models import ClipFile
from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.models import Entry
from dragoman.lib.hashing import file_digest
from dragoman.lib.record.manifests import State, read_manifest
from dragoman.publications import sentence_films
from dragoman.publications.checked_files import Verdict, check_file
from dragoman.publications.models import Edition
from dragoman.publications.sentence_films import NoFilm, Wanted, film_of, make_film
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, kept_bytes, published
from tests.media.generated import moving_picture
from tests.media.signed import chain

pytestmark = pytest.mark.django_db
WANTED = Wanted(1, "2", "en", "en")
SCRIPTED = "dragoman.engines.video.scripted.ScriptedVideo"


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE = files.certificate
    settings.SIGNING_KEY_FILE = files.key
    settings.SIGNING_TRUST_FILE = files.trust


@pytest.fixture
def publication(world, tmp_path):
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=20).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    return publish_clip(publication=waiting, actor=world.editor.actor)


def correct(publication, world, kind):
    texts = {"2": "At first there will be two departures a day."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Departures."))


def test_film_is_those_seconds_signed_and_on_record(publication, settings):
    path = make_film(wanted=WANTED, watch=UNWATCHED)
    with av.open(str(path)) as media:
        length = media.duration / 1_000_000
        kinds = [stream.type for stream in media.streams]
    state = read_manifest(path, settings.SIGNING_TRUST_FILE.read_text())
    told = json.loads(bytes(Entry.objects.get(act="rendition.quoted").line))["detail"]
    assert (kinds, abs(length - 5.5) < 0.1) == (["video", "audio"], True)
    assert (state.state, state.quote["number"], state.quote["cue"]) == (State.TRUSTED, 1, "2")
    assert state.quote["edition_digest"] == Edition.objects.get().digest
    assert state.quote["cut"] == [{"in_ms": 7_000, "out_ms": 12_500}]
    assert (told["sha256"], told["cue"], told["edition"]) == (file_digest(path), "2", 1)
    assert check_file(path).verdict == Verdict.GENUINE


def test_film_is_made_once_for_an_edition_and_language(publication, settings, world):
    settings.VIDEO_ENGINE = SCRIPTED
    first = make_film(wanted=WANTED, watch=UNWATCHED)
    again = make_film(wanted=WANTED, watch=UNWATCHED)
    with override("ar"):
        arabic = make_film(wanted=Wanted(1, "2", "en", "ar"), watch=UNWATCHED)
    assert (first, first.stat().st_mtime_ns) == (again, again.stat().st_mtime_ns)
    assert arabic != first
    assert Entry.objects.filter(act="rendition.quoted").count() == 2
    digest = Edition.objects.get().digest
    correct(publication, world, EditionKind.CORRECTION)
    newer = make_film(wanted=WANTED, watch=UNWATCHED)
    assert (film_of(WANTED, digest), newer.exists(), first.exists()) == (None, True, False)


def test_without_a_certificate_it_goes_out_unsigned(publication, settings, tmp_path):
    settings.VIDEO_ENGINE = SCRIPTED
    settings.SIGNING_KEY_FILE = tmp_path / "none"
    make_film(wanted=WANTED, watch=UNWATCHED)
    assert json.loads(bytes(Entry.objects.get(act="rendition.quoted").line))["detail"]["manifest"] == ""


def test_nothing_is_filmed_that_is_not_to_be_quoted(publication, settings, world):
    settings.VIDEO_ENGINE = SCRIPTED
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    wrong = [Wanted(1, "9", "en", "en"), Wanted(2, "1", "en", "en"), Wanted(3, "1", "en", "en")]
    correct(publication, world, EditionKind.RETRACTION)
    for wanted in (*wrong, WANTED):
        with pytest.raises(NoFilm):
            make_film(wanted=wanted, watch=UNWATCHED)
    assert make_film(wanted=Wanted(1, "1", "en", "en"), watch=UNWATCHED).exists()
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    with pytest.raises(NoFilm):
        make_film(wanted=Wanted(1, "1", "en", "en"), watch=UNWATCHED)


def test_clip_corrected_meanwhile_keeps_no_old_film(publication, settings, world, monkeypatch):
    settings.VIDEO_ENGINE = SCRIPTED
    plate = sentence_films.plate

    def slow(*args, **more):
        if Edition.objects.count() == 1:
            correct(publication, world, EditionKind.CORRECTION)
        return plate(*args, **more)

    monkeypatch.setattr(sentence_films, "plate", slow)
    with pytest.raises(NoFilm):
        make_film(wanted=WANTED, watch=UNWATCHED)
    assert list(settings.CARDS_DIR.rglob("*.mp4")) == []


def test_too_long_a_sentence_has_none(world, settings, monkeypatch):
    settings.VIDEO_ENGINE = SCRIPTED
    published(world.editor.actor)
    monkeypatch.setattr(sentence_films, "LONGEST_MS", 5_000)
    with pytest.raises(NoFilm):
        make_film(wanted=WANTED, watch=UNWATCHED)
