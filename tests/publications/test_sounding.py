from __future__ import annotations

import json
from dataclasses import replace

import av
import pytest

from dragoman.clips.models import ClipFile
from dragoman.engines.video.port import Chapter
from dragoman.ledger.models import Entry
from dragoman.lib.record.manifests import State, read_manifest
from dragoman.lib.timecode import Span
from dragoman.publications.checked_files import Verdict, check_file
from dragoman.publications.content import Gap
from dragoman.publications.models import PublishedFile
from dragoman.publications.selectors import latest_content
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.signed_media import sign_publication
from dragoman.publications.sounding import SOUND, chapters_of, sound_publication, tags_of
from dragoman.publications.terms import Change, EditionKind
from dragoman.recordings.vault import vault
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, kept_bytes, published
from tests.media.generated import moving_picture
from tests.media.signed import chain

pytestmark = pytest.mark.django_db
SCRIPTED = "dragoman.engines.video.scripted.ScriptedVideo"
FIRST = "s1 Lin Ruomei: Night trains will run again from 1 May."


def correct(publication, world, kind=EditionKind.CORRECTION):
    texts = {"2": "At first there will be two departures a day."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    publish_clip(publication=publication, actor=world.editor.actor, change=Change(kind, "Departures."))


def test_sound_is_named_signed_and_divided(world, tmp_path, settings):
    files = chain(tmp_path / "keys")
    settings.SIGNING_CERTIFICATE_FILE, settings.SIGNING_KEY_FILE = files.certificate, files.key
    settings.SIGNING_TRUST_FILE = files.trust
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    publication = publish_clip(publication=waiting, actor=world.editor.actor)
    assert sound_publication(publication=publication).name == SOUND
    sign_publication(publication=publication)
    kept = PublishedFile.objects.get(name=SOUND)
    path = vault().path_of(kept.sha256)
    with av.open(str(path)) as media:
        titles = [one["metadata"]["title"] for one in media.chapters()]
        tags, kinds = dict(media.metadata), [stream.type for stream in media.streams]
    state = read_manifest(path, settings.SIGNING_TRUST_FILE.read_text())
    assert (titles[0], kinds[0], "video" in kinds) == (FIRST, "audio", False)
    assert (tags["title"], tags["artist"]) == (
        "Night trains will cross the Selva bridge again",
        "Meridian TV",
    )
    assert (state.state, state.quote["number"], state.manifest, bool(kept.manifest)) == (
        State.TRUSTED,
        1,
        kept.manifest,
        True,
    )
    assert (kept.mime, check_file(path).verdict) == ("audio/mp4", Verdict.GENUINE)


def test_it_is_made_again_with_each_edition_alone(world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    publication = published(world.editor.actor)
    first = sound_publication(publication=publication).sha256
    assert sound_publication(publication=publication).sha256 == first
    correct(publication, world)
    second = sound_publication(publication=publication)
    told = [json.loads(bytes(one.line))["detail"] for one in Entry.objects.filter(act="rendition.sounded")]
    assert told == [{"edition": 1, "sha256": first}, {"edition": 2, "sha256": second.sha256}]
    assert b"two departures a day" in vault().path_of(second.sha256).read_bytes()


def test_words_taken_back_are_no_chapter(world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    publication = published(world.editor.actor)
    correct(publication, world, EditionKind.RETRACTION)
    made = vault().path_of(sound_publication(publication=publication).sha256).read_bytes()
    assert (b"\n7000 s2 Lin Ruomei\n" in made, b"departures" in made) == (True, False)


def test_nothing_to_hear_or_to_publish_has_none(world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    publication = published(world.editor.actor)
    sound_publication(publication=publication)
    publication.clip.cut_facts["has_sound"] = False
    assert (sound_publication(publication=publication), PublishedFile.objects.filter(name=SOUND).count()) == (
        None,
        0,
    )
    publication.clip.cut_facts["has_sound"] = True
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    assert sound_publication(publication=publication) is None


def test_tags_say_what_it_is(world, settings):
    published(world.editor.actor)
    content = latest_content(1)
    tags = dict(tags_of(content))
    as_of = content.published_at.date().isoformat()
    assert tags["comment"] == f"DRG 1, edition 1, as of {as_of}. {settings.SITE_URL}/1"
    assert (tags["episode_id"], tags["date"], tags["album"]) == ("DRG 1", "2024-04-09", settings.SITE_NAME)


def test_what_was_left_out_is_marked_where_it_is_missing(world):
    published(world.editor.actor)
    content = replace(latest_content(1), gaps=(Gap(6_500, 12_000), Gap(19_000, 3_000)))
    assert chapters_of(content) == (
        Chapter(Span(1_000, 7_000), FIRST),
        Chapter(Span(7_000, 13_000), "[✂ 0:12] s2 Lin Ruomei: At first there will be two trains a day."),
        Chapter(Span(13_000, 19_000), "s3 Vera Sokolskaya: Not a single shift was cancelled."),
        Chapter(Span(19_000, 20_000), "[✂ 0:03]"),
    )


def test_sentences_without_times_make_no_chapters(world):
    published(world.editor.actor)
    content = latest_content(1)
    untimed = tuple(replace(line, in_ms=None, out_ms=None) for line in content.lines)
    assert chapters_of(replace(content, lines=untimed)) == ()
