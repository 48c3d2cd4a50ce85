"""Broadcast scripts: the readable files that say who says what, in which picture."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from demo.people import STYLES, Look
from demo.scenes import SCENES

FOLDER = Path(__file__).resolve().parent
_PLAIN = (
    *("kind", "channel", "channel_original", "country", "country_name", "language", "programme"),
    *("programme_original", "aired", "bug", "colour", "demonstration"),
)
SHOT_KINDS = frozenset({"studio", "place", "portrait", "two"})


class BadScript(ValueError):
    """A broadcast script says something that can't be made."""


@dataclass(frozen=True, slots=True)
class Voice:
    """How espeak-ng is asked to speak; ``level`` evens out loudness between voices."""

    name: str
    speed: int = 150
    pitch: int = 50
    level: float = 1.0


@dataclass(frozen=True, slots=True)
class Speaker:
    key: str
    name: str
    name_original: str
    role: str
    role_original: str
    colour: str
    voice: Voice
    look: Look


@dataclass(frozen=True, slots=True)
class Shot:
    """A camera position: presenter in the studio, a place alone, or one or two people in a place."""

    kind: str
    scene: str
    who: tuple[str, ...] = ()
    side: str = "right"
    """Where one person alone stands; in a right-to-left broadcast the sides are exchanged."""


@dataclass(frozen=True, slots=True)
class Line:
    """One spoken line. ``say`` is what the voice is given where its spelling differs from the text."""

    id: str
    speaker: str
    shot: str
    text: str
    say: str
    translations: dict[str, str]
    pause_ms: int
    then: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A line that is first published in wrong words; what a reader says of it, and what the desk answers."""

    line: str
    language: str
    text: str
    report: str
    answer: str
    note: str


@dataclass(frozen=True, slots=True)
class ClipPlan:
    """A clip in words: from one line to another, or in several passages, with what an editor writes about it."""

    slug: str
    passages: tuple[tuple[str, str], ...]
    title: str
    title_original: str
    summary: tuple[str, ...]
    topics: tuple[str, ...]
    place: str
    convention: str
    mistake: Mistake | None = None


@dataclass(frozen=True, slots=True)
class Broadcast:
    slug: str
    kind: str
    channel: str
    channel_original: str
    country: str
    country_name: str
    language: str
    into: tuple[str, ...]
    programme: str
    programme_original: str
    aired: datetime
    bug: str
    colour: str
    demonstration: str
    speakers: dict[str, Speaker]
    shots: dict[str, Shot]
    lines: tuple[Line, ...]
    clips: tuple[ClipPlan, ...]
    chime: tuple[int, ...] = field(default=())


def load(path: Path) -> Broadcast:
    """Read and check one script."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    plain = {name: raw[name] for name in _PLAIN}
    broadcast = Broadcast(
        slug=path.stem,
        into=tuple(raw["into"]),
        chime=tuple(raw["chime"]),
        speakers={key: _speaker(key, table) for key, table in raw["speakers"].items()},
        shots={key: _shot(table) for key, table in raw.get("shots", {}).items()},
        lines=tuple(_line(number, table, raw["into"]) for number, table in enumerate(raw["lines"], 1)),
        clips=tuple(_clip(table) for table in raw["clips"]),
        **plain,
    )
    _check(broadcast)
    return broadcast


def load_all(folder: Path = FOLDER / "broadcasts") -> tuple[Broadcast, ...]:
    return tuple(load(path) for path in sorted(folder.glob("*.toml")))


def _speaker(key: str, table: dict[str, Any]) -> Speaker:  # Any: TOML as it was read
    table = dict(table)
    return Speaker(key=key, voice=Voice(**table.pop("voice")), look=Look(**table.pop("look", {})), **table)


def _shot(table: dict[str, Any]) -> Shot:  # Any: TOML as it was read
    return Shot(
        kind=table["kind"],
        scene=table["scene"],
        who=tuple(table.get("who", ())),
        side=table.get("side", "right"),
    )


def _line(number: int, table: dict[str, Any], into: list[str]) -> Line:  # Any: TOML as it was read
    return Line(
        id=table.get("id", str(number)),
        speaker=table["speaker"],
        shot=table.get("shot", ""),
        text=table["text"],
        say=table.get("say", table["text"]),
        translations={language: table[language] for language in into if language in table},
        pause_ms=table.get("pause_ms", 480),
        then=table.get("then", ""),
    )


def _clip(table: dict[str, Any]) -> ClipPlan:  # Any: TOML as it was read
    table = dict(table)
    passages = table.pop("passages", None) or [[table.pop("first"), table.pop("last")]]
    mistake = table.pop("mistake", None)
    return ClipPlan(
        passages=tuple((str(first), str(last)) for first, last in passages),
        summary=tuple(table.pop("summary")),
        topics=tuple(table.pop("topics")),
        mistake=Mistake(**mistake) if mistake else None,
        **table,
    )


def _check(broadcast: Broadcast) -> None:
    known = {line.id for line in broadcast.lines}
    for line in broadcast.lines:
        if line.speaker not in broadcast.speakers:
            raise BadScript(f"{broadcast.slug}: line {line.id} has an unknown speaker “{line.speaker}”.")
        if broadcast.kind == "television" and line.shot not in broadcast.shots:
            raise BadScript(f"{broadcast.slug}: line {line.id} has an unknown shot “{line.shot}”.")
    for name, shot in broadcast.shots.items():
        if (
            shot.kind not in SHOT_KINDS
            or shot.scene not in SCENES
            or not set(shot.who) <= set(broadcast.speakers)
        ):
            raise BadScript(f"{broadcast.slug}: shot “{name}” has an unknown kind, scene or person.")
    for speaker in broadcast.speakers.values():
        if speaker.look.style not in STYLES:
            raise BadScript(f"{broadcast.slug}: {speaker.name} has an unknown style “{speaker.look.style}”.")
    for clip in broadcast.clips:
        named = {line for passage in clip.passages for line in passage}
        if not named | ({clip.mistake.line} if clip.mistake else set()) <= known:
            raise BadScript(f"{broadcast.slug}: clip “{clip.slug}” names an unknown line.")
