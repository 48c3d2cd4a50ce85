from __future__ import annotations

import json
from dataclasses import replace

import av
import pytest
from django.utils.translation import override

from dragoman.clips.models import ClipFile
from dragoman.engines.video.port import UNWATCHED, WorkCancelled
from dragoman.ledger.models import Entry
from dragoman.lib.record.manifests import State, read_manifest
from dragoman.lib.timecode import Span
from dragoman.publications import clip_films
from dragoman.publications.checked_files import Verdict, check_file
from dragoman.publications.clip_films import (
    WantedFilm,
    can_be_filmed_whole,
    clip_cards,
    clip_film_of,
    make_clip_film,
)
from dragoman.publications.content import Gap
from dragoman.publications.correcting import read_corrections
from dragoman.publications.film_basis import NoFilm, known_by
from dragoman.publications.film_words import Card
from dragoman.publications.models import Edition, Publication
from dragoman.publications.selectors import latest_content
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import EditionKind
from tests.factories.clips import draft, kept_bytes, published
from tests.media.generated import moving_picture
from tests.media.signed import chain
from tests.publications.test_sounding import correct

pytestmark = pytest.mark.django_db
BOTH = WantedFilm(1, ("en", ""), "en")
LIN, VERA = "Lin Ruomei:\n", "Vera Sokolskaya:\n"
SCRIPTED = "dragoman.engines.video.scripted.ScriptedVideo"


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"


@pytest.fixture
def clip(world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"
    return published(world.editor.actor)


def words(cards):
    return [(card.span.in_ms, *(text for text, _ in card.words)) for card in cards]


def test_film_is_the_whole_clip_signed_and_on_record(world, settings, tmp_path):
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE, settings.SIGNING_KEY_FILE = files.certificate, files.key
    settings.SIGNING_TRUST_FILE = files.trust
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    publish_clip(publication=waiting, actor=world.editor.actor)
    path = make_clip_film(wanted=BOTH, watch=UNWATCHED)
    with av.open(str(path)) as media:
        kinds, size = [stream.type for stream in media.streams], media.streams.video[0].width
        assert abs(media.duration / 1_000_000 - 2) < 0.1
    state = read_manifest(path, settings.SIGNING_TRUST_FILE.read_text())
    told = json.loads(bytes(Entry.objects.get(act="rendition.filmed").line))["detail"]
    assert (kinds, size, state.state, state.quote["number"]) == (["video", "audio"], 1280, State.TRUSTED, 1)
    assert state.quote["lang"] == ["en", "zh", "ru"]
    assert state.quote["edition_digest"] == Edition.objects.get().digest
    assert (told["name"], told["manifest"]) == ("clip-en-original.mp4", state.manifest)
    assert told["sha256"].startswith(known_by(path))
    assert check_file(path).verdict == Verdict.GENUINE


def test_both_languages_stand_with_their_speakers_as_captions_have_them(clip):
    assert words(clip_cards(latest_content(1), ("en", ""))) == [
        (0,),
        (1_000, f"{LIN}Night trains will run again from 1 May.", f"{LIN}夜间列车将从五月一日起恢复通行。"),
        (6_500,),
        (7_000, "At first there will be two trains a day.", "首批列车每天两班。"),
        (12_500,),
        (13_000, f"{VERA}Not a single shift was cancelled.", f"{VERA}Ни одна смена не была отменена."),
        (18_500,),
    ]
    assert {language for card in clip_cards(latest_content(1), ("",)) for _, language in card.words} == {
        "zh",
        "ru",
    }


def test_what_is_read_stands_above_and_what_was_left_out_is_marked(clip):
    content = latest_content(1)
    lines = (content.lines[0], replace(content.lines[1], kind="on-screen"), content.lines[2])
    cards = clip_cards(replace(content, lines=lines, gaps=(Gap(18_500, 12_000),)), ("en", ""))
    assert [card.above for card in cards if card.span.in_ms == 7_000] == [
        (("At first there will be two trains a day.", "en"), ("首批列车每天两班。", "zh"))
    ]
    assert [card.words for card in cards if card.span.in_ms == 18_500] == [(("[✂ 0:12]", "en"),)]


def test_words_taken_back_or_withheld_are_not_shown(clip, world):
    correct(clip, world, EditionKind.RETRACTION)
    clip.refresh_from_db()
    content = latest_content(1)
    withheld = replace(content.lines[2], text="", is_withheld=True)
    content = replace(content, lines=(*content.lines[:2], withheld))
    cards = clip_cards(content, ("",), read_corrections(clip.corrections))
    assert words(cards)[3:] == [
        (7_000, "[s2: retracted]"),
        (12_500,),
        (13_000, "[s3: withheld]"),
        (18_500,),
    ]


def test_plates_that_look_alike_are_drawn_once(clip, monkeypatch):
    drawn = []
    monkeypatch.setattr(clip_films, "plate", lambda *given, **more: drawn.append(given) or b"x")
    make_clip_film(wanted=BOTH, watch=UNWATCHED)
    assert len(drawn) == 4


def test_film_is_made_once_and_goes_with_its_edition(clip, world, settings):
    first = make_clip_film(wanted=BOTH, watch=UNWATCHED)
    with override("ar"):
        arabic = make_clip_film(wanted=replace(BOTH, interface="ar"), watch=UNWATCHED)
    assert make_clip_film(wanted=BOTH, watch=UNWATCHED) == first != arabic
    assert Entry.objects.filter(act="rendition.filmed").count() == 2
    before = Edition.objects.get().digest
    correct(clip, world)
    newer = make_clip_film(wanted=BOTH, watch=UNWATCHED)
    assert (clip_film_of(BOTH, before), first.exists(), newer.exists()) == (None, False, True)


def test_room_for_films_is_bounded_and_the_newest_stays(clip, settings):
    settings.FILMS_MAX_BYTES = 1
    first = make_clip_film(wanted=BOTH, watch=UNWATCHED)
    second = make_clip_film(wanted=replace(BOTH, languages=("en",)), watch=UNWATCHED)
    assert (first.exists(), second.exists()) == (False, True)


def test_clip_corrected_meanwhile_keeps_no_old_film(clip, world, monkeypatch, settings):
    drawn = clip_films.plate

    def slow(*given, **more):
        if Edition.objects.count() == 1:
            correct(clip, world)
        return drawn(*given, **more)

    monkeypatch.setattr(clip_films, "plate", slow)
    with pytest.raises(NoFilm):
        make_clip_film(wanted=BOTH, watch=UNWATCHED)
    assert list(settings.CARDS_DIR.rglob("*.mp4")) == []


class Cancelled:
    def progress(self, permille):
        raise AssertionError("nothing is begun")

    def cancelled(self):
        return True


def test_work_stops_between_plates(clip):
    with pytest.raises(WorkCancelled):
        make_clip_film(wanted=BOTH, watch=Cancelled())


def test_no_film_where_none_can_be(clip, world, monkeypatch):
    content = latest_content(1)
    assert (can_be_filmed_whole(content, has_media=True), can_be_filmed_whole(content, has_media=False)) == (
        True,
        False,
    )
    for wanted in (WantedFilm(1, ("pt",), "en"), WantedFilm(9, ("en",), "en")):
        with pytest.raises(NoFilm):
            make_clip_film(wanted=wanted, watch=UNWATCHED)
    monkeypatch.setattr(clip_films, "unset_letters", lambda text: "ཀ")
    with pytest.raises(NoFilm):
        make_clip_film(wanted=BOTH, watch=UNWATCHED)
    monkeypatch.setattr(clip_films, "LONGEST_MS", 10)
    with pytest.raises(NoFilm):
        make_clip_film(wanted=BOTH, watch=UNWATCHED)
    withdraw_publication(publication=Publication.objects.get(), reason="Twice.", actor=world.editor.actor)
    with pytest.raises(NoFilm):
        make_clip_film(wanted=BOTH, watch=UNWATCHED)


def test_cards_last_from_the_first_moment_to_the_last(clip):
    cards = clip_cards(latest_content(1), ("en",))
    assert (cards[0], cards[-1].span.out_ms) == (Card(Span(0, 1_000), ()), 20_000)
    assert [one.span.out_ms for one in cards[:-1]] == [one.span.in_ms for one in cards[1:]]
