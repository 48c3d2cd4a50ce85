"""Taking recordings in and making them playable at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from dragoman.catalogue.models import Channel, Programme
from dragoman.engines.storage.port import Kept
from dragoman.engines.video.port import MediaFacts, NotMedia, Watch
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.hashing import clean_text
from dragoman.lib.plain_json import plain
from dragoman.recordings.airtime import Airtime
from dragoman.recordings.capture import UNTOLD, Capture
from dragoman.recordings.models import Broadcast, Recording, Rendition
from dragoman.recordings.terms import RecordingOrigin
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine


class RecordingMissing(FileNotFoundError):
    """There is no file at that path."""


@dataclass(frozen=True, slots=True)
class Received:
    """A file in the vault that was found to be a recording, before it is filed under a broadcast."""

    kept: Kept
    facts: MediaFacts
    file_name: str


def receive_file(*, path: Path, file_name: str) -> Received:
    """Copy a file into the vault and look inside. Raises the engine's or the vault's own errors.

    What is refused leaves nothing behind. The copy is what is probed, so a file that changes later, or while
    it is read, can't be one thing to the probe and another to the cut.
    """
    if not path.is_file():
        raise RecordingMissing(f"There is no file {path}.")
    if path.stat().st_size == 0:
        raise NotMedia(f"{file_name} is empty (0 bytes): export or copy the recording again.")
    known = vault()
    kept = known.keep(path)
    was_known = Recording.objects.filter(sha256=kept.sha256).exists()
    try:
        facts = video_engine().probe(known.path_of(kept.sha256))
    except Exception:
        if not was_known:
            known.remove(kept.sha256)
        raise
    return Received(kept, facts, clean_text(Path(file_name).name)[:255] or "recording")


def discard_file(*, received: Received) -> None:
    """Let go of a received file that no recording was made of."""
    if not Recording.objects.filter(sha256=received.kept.sha256).exists():
        vault().remove(received.kept.sha256)


@transaction.atomic
def file_broadcast(
    *, channel: Channel | None, airtime: Airtime | None, programme: Programme | None
) -> Broadcast:
    """The broadcast on this channel at this time; the same one for the same facts."""
    broadcast, _ = Broadcast.objects.get_or_create(
        channel=channel,
        programme=programme,
        aired_at=airtime.at if airtime else None,
        aired_on=airtime.on if airtime else None,
        timezone=airtime.timezone if airtime else "",
    )
    return broadcast


@transaction.atomic
def file_recording(
    *, received: Received, broadcast: Broadcast, actor: Actor, capture: Capture = UNTOLD
) -> Recording:
    """The recording of a broadcast; the same file of the same broadcast is one recording."""
    facts = received.facts
    recording, is_new = Recording.objects.get_or_create(
        sha256=received.kept.sha256,
        broadcast=broadcast,
        defaults={
            "size_bytes": received.kept.size_bytes,
            "file_name": received.file_name,
            "duration_ms": facts.duration_ms,
            "has_picture": facts.picture is not None,
            "has_sound": facts.sound is not None,
            "facts": plain(facts),
            "received_by": actor.handle,
            "origin": capture.origin or RecordingOrigin.BROADCAST,
            "origin_url": capture.origin_url,
            "capture_note": capture.note,
        },
    )
    if not is_new:
        return tell_capture(recording=recording, capture=capture, actor=actor)
    record(
        actor=actor,
        act="recording.received",
        subject=f"recording:{recording.pk}",
        detail={
            "sha256": recording.sha256,
            "size_bytes": recording.size_bytes,
            "origin": str(recording.origin),
        },
    )
    return recording


@transaction.atomic
def tell_capture(*, recording: Recording, capture: Capture, actor: Actor) -> Recording:
    """Keep what is told anew of where a recording came from; what is not told stays as it was."""
    told = {"origin": capture.origin, "origin_url": capture.origin_url, "capture_note": capture.note}
    news = {name: value for name, value in told.items() if value and value != getattr(recording, name)}
    if news:
        for name, value in news.items():
            setattr(recording, name, value)
        recording.save(update_fields=list(news))
        record(
            actor=actor,
            act="recording.capture_told",
            subject=f"recording:{recording.pk}",
            detail={name: str(value) for name, value in news.items()},
        )
    return recording


def prepare_recording(*, recording: Recording, watch: Watch) -> Recording:
    """Make the recording playable at the desk: a web-ready proxy by the cheapest way, and a poster."""
    source, engine = vault().path_of(recording.sha256), video_engine()
    with workbench("prepare") as bench:
        if not recording.renditions.filter(kind=Rendition.Kind.PROXY).exists():
            made = engine.remux(source, bench / "proxy.mp4", watch)
            kept = vault().adopt(bench / "proxy.mp4")
            _keep_rendition(
                recording,
                Rendition.Kind.PROXY,
                Rendition(
                    sha256=kept.sha256,
                    size_bytes=kept.size_bytes,
                    mime=made.mime,
                    width=made.width,
                    height=made.height,
                    duration_ms=made.duration_ms,
                ),
            )
        if recording.has_picture and not recording.renditions.filter(kind=Rendition.Kind.POSTER).exists():
            poster = engine.poster(source, recording.duration_ms // 3, bench / "poster.jpg")
            kept = vault().adopt(bench / "poster.jpg")
            _keep_rendition(
                recording,
                Rendition.Kind.POSTER,
                Rendition(
                    sha256=kept.sha256,
                    size_bytes=kept.size_bytes,
                    mime="image/jpeg",
                    width=poster.width,
                    height=poster.height,
                ),
            )
    return recording


@transaction.atomic
def _keep_rendition(recording: Recording, kind: str, made: Rendition) -> None:
    Rendition.objects.update_or_create(
        recording=recording,
        kind=kind,
        defaults={
            "sha256": made.sha256,
            "size_bytes": made.size_bytes,
            "mime": made.mime,
            "width": made.width,
            "height": made.height,
            "duration_ms": made.duration_ms,
        },
    )
    record(
        actor=SYSTEM,
        act=f"rendition.{kind}_made",
        subject=f"recording:{recording.pk}",
        detail={"sha256": made.sha256},
    )
