"""Filling the demonstration: older pages move in, recordings are cut, people type, review and publish."""

from __future__ import annotations

import json
import secrets
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from dragoman.accounts.models import User
from dragoman.accounts.services import add_person
from dragoman.clips.clock import clip_ms_of
from dragoman.clips.models import Clip
from dragoman.console.making import finish_surroundings, run_to_end
from dragoman.ledger.terms import COMMAND_LINE
from dragoman.lib.pages import PageClip, read_folder
from dragoman.pipeline.discarding import discard_clip
from dragoman.pipeline.moving_in import move_in
from dragoman.pipeline.orders import ClipOrder
from dragoman.pipeline.services import start_clip
from dragoman.project.demo.enquiring import make_enquiries
from dragoman.project.demo.mistakes import correct, first_wording, mistakes_to_correct
from dragoman.project.demo.reviewing import review_and_publish
from dragoman.project.demo.staff import Staff, staff_of
from dragoman.publications.models import Publication
from dragoman.publications.rules import published
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import CueText, adopt_transcript, write_transcript
from dragoman.transcripts.terms import Certainty, Evidence
from dragoman.translations.services import write_translation

Json = dict[str, Any]  # Any: the demonstration's own files


def make_first(material: Path) -> None:
    """People, older pages and one clip: enough for a first look."""
    _make_people(material)
    _move_in_pages(material)
    if not Publication.objects.filter(published(), clip__recording__isnull=False).exists():
        _make_clip(material, *next(_clips_to_make(material)))


def make_all(material: Path) -> None:
    """The whole archive; what is there already stays."""
    make_first(material)
    for recording, clip in list(_clips_to_make(material)):
        _make_clip(material, recording, clip)
    for publication, mistaken in list(mistakes_to_correct(material)):
        correct(publication, mistaken)
    make_enquiries(material)


def is_complete(material: Path) -> bool:
    return not any(True for waiting in (_clips_to_make, mistakes_to_correct) for _ in waiting(material))


def password() -> str:
    """One for everybody, drawn once and kept in the installation's own folder."""
    kept = settings.DATA_DIR / "demo_password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(12), encoding="ascii")
    return kept.read_text(encoding="ascii")


def _make_people(material: Path) -> None:
    people = tomllib.loads((material / "people.toml").read_text(encoding="utf-8"))["people"]
    known = set(User.objects.values_list("email", flat=True))
    for one in people:
        if one["email"] not in known:
            add_person(
                email=one["email"],
                name=one["name"],
                roles=[one["role"]],
                password=password(),
                actor=COMMAND_LINE,
            )


def _move_in_pages(material: Path) -> None:
    for report in read_folder(material / "archive"):
        for page in report.clips:
            if isinstance(page, PageClip):
                move_in(page=page, language="en", actor=COMMAND_LINE)


def _clips_to_make(material: Path) -> Iterator[tuple[Json, Json]]:
    """English first: its transcript is the one the packaged models can draft."""
    demo = json.loads((material / "clips.json").read_text(encoding="utf-8"))
    for clip in sorted(demo["clips"], key=lambda one: one["spoken"] != "en"):
        made = Publication.objects.filter(published(), clip__title=clip["title"])
        if not made.exists():
            yield demo["recordings"][clip["recording"]], clip


def _make_clip(material: Path, recording: Json, told: Json) -> None:
    """One clip as a desk makes it: machine drafts, translator types, reviewer approves, editor publishes."""
    print(f"  making “{told['title']}”", flush=True)
    staff = staff_of(told["spoken"])
    for unfinished in Clip.objects.filter(title=told["title"]):
        discard_clip(clip=unfinished, actor=COMMAND_LINE)
    clip = start_clip(
        path=material / recording["file"],
        file_name=Path(recording["file"]).name,
        order=_order(recording, told),
        actor=staff.monitor.actor,
    )
    run_to_end(clip)
    finish_surroundings(clip)
    clip.refresh_from_db()
    _type(clip, recording, told, staff)
    review_and_publish(clip, staff)


def _order(recording: Json, told: Json) -> ClipOrder:
    return ClipOrder(
        title=told["title"],
        title_original=told["title_original"],
        channel=recording["channel"],
        channel_original=recording["channel_original"],
        country=recording["country"] or recording["country_name"],
        aired=recording["aired"],
        programme=recording["programme"],
        place=told["place"],
        spoken=(told["spoken"],),
        into=tuple(told["into"]),
        in_point="" if told["passages"] else str(told["in_ms"] / 1000),
        out_point="" if told["passages"] else str(told["out_ms"] / 1000),
        passages=tuple(f"{in_ms / 1000}-{out_ms / 1000}" for in_ms, out_ms in told["passages"]),
        topics=tuple(told["topics"]),
        summary="\n\n".join(told["summary"]),
        without_picture=recording["kind"] == "radio",
    )


def _type(clip: Clip, recording: Json, told: Json, staff: Staff) -> None:
    """What people write over the machine's draft: the times in the file are the recording's, a cue's are the clip's."""
    speakers = {speaker["key"]: speaker for speaker in recording["speakers"]}
    drafted = list(cues_of(clip).values_list("label", flat=True))
    rows = [
        CueText(
            label=drafted[at] if at < len(drafted) else "",
            text=line["text"],
            in_ms=_shown_at(clip, line["in_ms"]),
            out_ms=_shown_at(clip, line["in_ms"]) + line["out_ms"] - line["in_ms"],
            language=told["spoken"],
            speaker=speakers[line["speaker"]]["name"],
            role=speakers[line["speaker"]]["role"],
            evidence=_known_by(speakers[line["speaker"]]),
            certainty=Certainty.CERTAIN,
        )
        for at, line in enumerate(told["lines"])
    ]
    transcript = write_transcript(clip=clip, rows=rows, actor=staff.translator.actor)
    adopt_transcript(clip=clip, actor=staff.translator.actor)
    labels = list(transcript.cues.order_by("position").values_list("label", flat=True))
    for language in told["into"]:
        texts = {
            label: first_wording(line, language)
            for label, line in zip(labels, told["lines"], strict=True)
            if language in line["translations"]
        }
        if texts:
            write_translation(clip=clip, language=language, texts=texts, actor=staff.translator.actor)


def _known_by(speaker: Json) -> Evidence:
    """The desk knows presenters by their voices; guests are introduced."""
    return Evidence.VOICE if speaker["role"] == "Presenter" else Evidence.ON_AIR


def _shown_at(clip: Clip, recording_ms: int) -> int:
    at_ms = clip_ms_of(clip, recording_ms)
    if at_ms is None:
        raise LookupError(f"“{clip.title}” does not show the moment {recording_ms} of its recording.")
    return at_ms
