"""Clips in each state, made through the product's own services; media are placeholders in the vault."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from dragoman.catalogue.services import ChannelEntry, file_channel, file_topics
from dragoman.clips.models import Clip, ClipFile
from dragoman.clips.services import ClipDescription, ClipPlan, make_clip
from dragoman.lib.timecode import Span
from dragoman.publications.models import Publication
from dragoman.publications.services import publish_clip, start_draft
from dragoman.recordings.airtime import Airtime
from dragoman.recordings.models import Recording, Rendition
from dragoman.recordings.services import file_broadcast
from dragoman.recordings.vault import vault
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.translations.services import write_translation

AIRED = Airtime(datetime(2024, 4, 9, 11, 0, tzinfo=UTC), date(2024, 4, 9), "+08:00")
LINES = (
    (
        "夜间列车将从五月一日起恢复通行。",
        "Night trains will run again from 1 May.",
        "Lin Ruomei",
        "spokesperson",
    ),
    ("首批列车每天两班。", "At first there will be two trains a day.", "Lin Ruomei", "spokesperson"),
    (
        "Ни одна смена не была отменена.",
        "Not a single shift was cancelled.",
        "Vera Sokolskaya",
        "chief engineer",
    ),
)


def kept_bytes(content: bytes) -> tuple[str, int]:
    """Put bytes into the vault; returns digest and size."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(content)
        kept = vault().keep(path)
    return kept.sha256, kept.size_bytes


def recording(actor, *, content: bytes = b"", duration_ms: int = 200_000) -> Recording:
    channel = file_channel(entry=ChannelEntry("Meridian TV", "Norland"), actor=actor)
    sha256, size = kept_bytes(content or secrets.token_bytes(64))
    made = Recording.objects.create(
        broadcast=file_broadcast(channel=channel, airtime=AIRED, programme=None),
        sha256=sha256,
        size_bytes=size,
        file_name="morning.ts",
        duration_ms=duration_ms,
        has_picture=True,
        has_sound=True,
        received_by=actor.handle,
    )
    sha256, size = kept_bytes(b"proxy" + secrets.token_bytes(32))
    Rendition.objects.create(
        recording=made, kind="proxy", sha256=sha256, size_bytes=size, mime="video/mp4", width=640, height=360
    )
    return made


def draft(
    actor,
    *,
    title: str = "Night trains will cross the Selva bridge again",
    with_words: bool = True,
    ready: bool = True,
) -> Publication:
    """A clip of 20 seconds with three sentences by two speakers, in Chinese and Russian, into English.

    ``ready``: an editor has let pass that nobody reviewed it.
    """
    source = recording(actor)
    plan = ClipPlan(
        broadcasts=(source.broadcast,),
        recording=source,
        span=Span(5_000, 25_000),
        spoken=("zh", "ru"),
        into=("en",),
    )
    clip = make_clip(
        plan=plan,
        description=ClipDescription(
            title, title_original="夜间列车重返大桥", title_language="zh", summary="Trains return.\n\nIn May."
        ),
        topics=file_topics(names=["Railways", "Public works"]),
        actor=actor,
    )
    _cut(clip)
    if with_words:
        _words(clip, actor)
    check_clip(clip=clip, actor=actor)
    made = start_draft(clip=clip, actor=actor)
    if ready:
        let_everything_pass(clip=clip, reason="An example that nobody reviewed.", actor=actor)
    return made


def published(actor, **changes) -> Publication:
    return publish_clip(publication=draft(actor, **changes), actor=actor)


def _cut(clip: Clip) -> None:
    clip.cut_facts = {
        "first_frame": 125,
        "last_frame": 624,
        "frames": 500,
        "frame_rate": "25/1",
        "has_sound": True,
    }
    clip.duration_ms = 20_000
    clip.save()
    for kind, mime, width, height in (
        ("playable", "video/mp4", 1280, 720),
        ("poster", "image/jpeg", 1280, 720),
        ("peaks", "application/json", 0, 0),
    ):
        sha256, size = kept_bytes(bytes(range(256)) * 40 + secrets.token_bytes(8))
        ClipFile.objects.create(
            clip=clip,
            kind=kind,
            sha256=sha256,
            size_bytes=size,
            mime=mime,
            width=width,
            height=height,
            duration_ms=20_000,
        )


def _words(clip: Clip, actor) -> None:
    rows = [
        CueText(
            text=original,
            in_ms=1_000 + 6_000 * index,
            out_ms=6_500 + 6_000 * index,
            language="ru" if "и" in original else "zh",
            speaker=speaker,
            role=role,
        )
        for index, (original, _, speaker, role) in enumerate(LINES)
    ]
    write_transcript(clip=clip, rows=rows, actor=actor)
    texts = {str(index): text for index, (_, text, _, _) in enumerate(LINES, start=1)}
    write_translation(clip=clip, language="en", texts=texts, actor=actor)
