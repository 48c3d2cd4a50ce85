"""An edition as its two byte strings, and back. The bytes are the edition; everything else is read from them.

The format is that of :mod:`dragoman.lib.record.edition`: a header whose SHA-256 is the edition's digest, and leaves
under the root that the header names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from dragoman.lib.hashing import Json, canonical, digest
from dragoman.lib.record.commitments import new_salt
from dragoman.lib.record.edition import FORMAT, join_lines, root_of
from dragoman.publications.content import (
    Content,
    Credit,
    Cut,
    Engine,
    Fate,
    Gap,
    Overridden,
    Source,
    TranslationTrack,
)
from dragoman.publications.leaves import Read, leaves_of, read_leaves

Salts = Mapping[bytes, str]
"""The salt of each leaf of an earlier edition, under the canonical bytes of the leaf without it."""


@dataclass(frozen=True, slots=True)
class Written:
    """An edition as bytes: the header, and the leaves with a line end after each."""

    header: bytes
    lines: bytes
    root: str

    @property
    def digest(self) -> str:
        return digest(self.header)


def write_edition(content: Content, carried: Salts | None = None) -> Written:
    """The bytes of an edition. A leaf that stood in an earlier one keeps its salt, and with it its hash."""
    salts = carried or {}
    lines = []
    for leaf in leaves_of(content):
        salt = salts.get(canonical(leaf)) or new_salt()
        lines.append(canonical({**leaf, "salt": salt}))
    root = root_of(lines)
    header = canonical({**_header(content), "lines": {"count": len(lines), "root": root}})
    return Written(header, join_lines(lines), root)


def salts_of(lines: bytes) -> dict[bytes, str]:
    """The salts of an edition's leaves, to carry on."""
    found = {}
    for leaf in _documents(lines):
        salt = leaf.pop("salt", "")
        if salt:
            found[canonical(leaf)] = salt
    return found


def read_edition(header: bytes, lines: bytes) -> Content:
    """What the bytes say. They come from our own table, so broken ones are an error, not an input."""
    document: Read = json.loads(header)
    words = read_leaves(_documents(lines))
    cuts = tuple(Cut(**cut) for cut in document["cut"])
    return Content(
        **{name: document[name] for name in _SAME},
        **_read_broadcast(document["broadcast"]),
        **_read_recording(document["recording"] or {}),
        **_read_people(document["people"]),
        published_at=datetime.fromisoformat(document["published_at"]),
        previous=document["previous"] or "",
        title=words.title,
        title_original=words.title_original,
        summary=tuple(words.summary),
        intro=words.intro,
        spoken=tuple(document["spoken"]),
        topics=tuple((slug, name) for slug, name in document["topics"]),
        voices=tuple(words.voices),
        lines=tuple(words.lines),
        translations=tuple(
            TranslationTrack(one["language"], tuple(words.renderings.get(one["language"], ())), one["engine"])
            for one in document["tracks"]
        ),
        cut=hull(cuts),
        passages=cuts if len(cuts) > 1 else (),
        gaps=tuple(Gap(**gap) for gap in document["gaps"]),
        engines=tuple(Engine(**engine) for engine in document["engines"]),
        context=tuple(words.context),
        warnings=tuple(document["warnings"]),
        overrides=tuple(Overridden(**one) for one in document["overrides"]),
        lineage=tuple(
            Fate(one["label"], one["fate"], tuple(one["successors"]), one["reason"])
            for one in document["lineage"]
        ),
    )


def _read_broadcast(told: Read) -> Read:
    aired_at, aired_on = told["aired_at"], told["aired_on"]
    return {
        "aired_at": datetime.fromisoformat(aired_at) if aired_at else None,
        "aired_on": date.fromisoformat(aired_on) if aired_on else None,
        "timezone": told["timezone"],
        "sources": tuple(Source(**source) for source in told["sources"]),
        "programme": told["programme"],
    }


def _read_recording(told: Read) -> Read:
    return {
        "recording_sha256": told.get("sha256", ""),
        "recording_size_bytes": told.get("size_bytes", 0),
        "recording_origin": told.get("origin", ""),
        "recording_origin_url": told.get("origin_url", ""),
        "capture_note": told.get("capture_note", ""),
    }


def _read_people(told: list[Read]) -> Read:
    people = tuple(Credit(one["handle"], tuple(one["roles"]), one["name"] or "") for one in told)
    return {
        "people": people,
        "transcribers": _with_role(people, "transcriber"),
        "translators": _with_role(people, "translator"),
        "reviewers": _with_role(people, "reviewer"),
    }


# Fields of a content that stand in the header under their own name and need no change.
_SAME = (
    "number",
    "edition",
    "kind",
    "public_note",
    "duration_ms",
    "convention",
    "language",
    "title_language",
    "place",
    "advisory",
    "rights",
    "eyes",
)


def _header(content: Content) -> dict[str, Json]:
    broadcast: dict[str, Json] = {
        "aired_at": content.aired_at.astimezone(UTC).isoformat() if content.aired_at else None,
        "aired_on": content.aired_on.isoformat() if content.aired_on else None,
        "timezone": content.timezone,
        "programme": content.programme,
        "sources": [asdict(source) for source in content.sources],
    }
    return {
        **{name: getattr(content, name) for name in _SAME},
        "format": FORMAT,
        "published_at": content.published_at.astimezone(UTC).isoformat(timespec="seconds"),
        "previous": content.previous or None,
        "recording": _recording(content),
        "broadcast": broadcast,
        "cut": [asdict(cut) for cut in content.passages or ((content.cut,) if content.cut else ())],
        "gaps": [asdict(gap) for gap in content.gaps],
        "spoken": content.spoken,
        "tracks": [{"language": one.language, "engine": one.engine} for one in content.translations],
        "topics": [list(topic) for topic in content.topics],
        "warnings": content.warnings,
        "engines": [asdict(engine) for engine in content.engines],
        "people": [
            {"handle": one.handle, "roles": one.roles, "name": one.commitment or None}
            for one in content.people
        ],
        "overrides": [asdict(one) for one in content.overrides],
        "lineage": [asdict(one) for one in content.lineage],
    }


def _recording(content: Content) -> dict[str, Json] | None:
    if not content.recording_sha256:
        return None
    return {
        "sha256": content.recording_sha256,
        "size_bytes": content.recording_size_bytes,
        "origin": content.recording_origin,
        "origin_url": content.recording_origin_url,
        "capture_note": content.capture_note,
    }


def hull(cuts: tuple[Cut, ...]) -> Cut | None:
    """The whole stretch of the recording that several passages come from, as one cut."""
    if len(cuts) < 2:
        return cuts[0] if cuts else None
    first, last = cuts[0], cuts[-1]
    frames = sum(cut.frames for cut in cuts)
    return Cut(first.in_ms, last.out_ms, first.first_frame, last.last_frame, frames)


def _with_role(people: tuple[Credit, ...], role: str) -> tuple[str, ...]:
    return tuple(one.handle for one in people if role in one.roles)


def _documents(lines: bytes) -> list[Read]:
    """The leaves as documents, parsed in one go: a page is made from them."""
    found: list[Read] = json.loads(b"[" + lines.rstrip(b"\n").replace(b"\n", b",") + b"]")
    return found
