"""The words of an edition as leaves: one small document per sentence and side, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from dragoman.lib.hashing import Json
from dragoman.publications.content import Alternate, Content, Context, Line, Rendering, Voice

Document = dict[str, Json]
Read = dict[str, Any]  # Any: JSON


def leaves_of(content: Content) -> Iterator[Document]:
    """Every leaf without its salt, in the order in which they stand."""
    yield {"leaf": "title", "lang": content.language, "text": content.title}
    if content.title_original:
        yield {"leaf": "title_original", "lang": content.title_language, "text": content.title_original}
    for at, paragraph in enumerate(content.summary):
        yield {"leaf": "summary", "at": at, "lang": content.language, "text": paragraph}
    if content.intro:
        yield {"leaf": "intro", "lang": content.language, "text": content.intro}
    for voice in content.voices:
        yield {"leaf": "speaker", **asdict(voice)}
    for line in content.lines:
        yield _original(line)
    for track in content.translations:
        for rendering in track.renderings:
            yield _translation(rendering, track.language)
    for context in content.context:
        yield _context(context)


@dataclass(slots=True)
class Words:
    """What the leaves of an edition say, as the fields of its content."""

    title: str = ""
    title_original: str = ""
    summary: list[str] = field(default_factory=list)
    intro: str = ""
    voices: list[Voice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    renderings: dict[str, list[Rendering]] = field(default_factory=dict)
    context: list[Context] = field(default_factory=list)


def read_leaves(leaves: Iterable[Read]) -> Words:
    words = Words()
    for leaf in leaves:
        _READERS[leaf["leaf"]](words, leaf)
    return words


def _original(line: Line) -> Document:
    return {
        "leaf": "original",
        "cue": line.label,
        "lang": line.language,
        "text": line.text,
        "in_ms": line.in_ms,
        "out_ms": line.out_ms,
        "speaker": line.voice,
        "evidence": line.evidence,
        "certainty": line.certainty,
        "voice": line.heard,
        "relay_of": line.relay_of,
        "kind": line.kind,
        "origin": line.origin,
        "person": line.person,
        "opens_paragraph": line.opens_paragraph,
        "reviewers": line.reviewers,
        "state": line.state,
    }


def _translation(rendering: Rendering, language: str) -> Document:
    return {
        "leaf": "translation",
        "cue": rendering.label,
        "of": rendering.of,
        "lang": language,
        "text": rendering.text,
        "origin": rendering.origin,
        "translator": rendering.translator,
        "reviewers": rendering.reviewers,
        "note": rendering.note,
        "alternates": [{"text": one.text, "note": one.note} for one in rendering.alternates],
        "state": rendering.state,
    }


def _context(context: Context) -> Document:
    document: Document = {"leaf": "context", **asdict(context)}
    document["lang"] = document.pop("language")
    return document


def _read_title(words: Words, leaf: Read) -> None:
    words.title = leaf.get("text", "")


def _read_title_original(words: Words, leaf: Read) -> None:
    words.title_original = leaf.get("text", "")


def _read_summary(words: Words, leaf: Read) -> None:
    words.summary.append(leaf.get("text", ""))


def _read_intro(words: Words, leaf: Read) -> None:
    words.intro = leaf.get("text", "")


def _read_speaker(words: Words, leaf: Read) -> None:
    names = ("name", "name_original", "role", "slug")
    words.voices.append(Voice(leaf["key"], *(leaf.get(name, "") for name in names)))


def _read_original(words: Words, leaf: Read) -> None:
    words.lines.append(
        Line(
            label=leaf["cue"],
            kind=leaf.get("kind", "speech"),
            voice=leaf.get("speaker", ""),
            language=leaf["lang"],
            text=leaf.get("text", ""),
            in_ms=leaf.get("in_ms"),
            out_ms=leaf.get("out_ms"),
            origin=leaf.get("origin", ""),
            person=leaf.get("person", ""),
            opens_paragraph=leaf.get("opens_paragraph", False),
            evidence=leaf.get("evidence", ""),
            certainty=leaf.get("certainty", ""),
            heard=leaf.get("voice", ""),
            relay_of=leaf.get("relay_of", ""),
            reviewers=tuple(leaf.get("reviewers", ())),
            state=leaf.get("state", ""),
            is_withheld="withheld" in leaf,
        )
    )


def _read_translation(words: Words, leaf: Read) -> None:
    words.renderings.setdefault(leaf["lang"], []).append(
        Rendering(
            label=leaf["cue"],
            of=tuple(leaf.get("of", (leaf["cue"],))),
            text=leaf.get("text", ""),
            origin=leaf.get("origin", ""),
            translator=leaf.get("translator", ""),
            note=leaf.get("note", ""),
            alternates=tuple(Alternate(one["text"], one["note"]) for one in leaf.get("alternates", ())),
            reviewers=tuple(leaf.get("reviewers", ())),
            state=leaf.get("state", ""),
            is_withheld="withheld" in leaf,
        )
    )


def _read_context(words: Words, leaf: Read) -> None:
    words.context.append(
        Context(
            where=leaf["where"],
            gap=leaf["gap"],
            at=leaf["at"],
            in_ms=leaf.get("in_ms", 0),
            out_ms=leaf.get("out_ms", 0),
            language=leaf["lang"],
            text=leaf.get("text", ""),
            into=leaf.get("into", ""),
            translation=leaf.get("translation", ""),
            origin=leaf.get("origin", ""),
            person=leaf.get("person", ""),
        )
    )


_READERS = {
    "title": _read_title,
    "title_original": _read_title_original,
    "summary": _read_summary,
    "intro": _read_intro,
    "speaker": _read_speaker,
    "original": _read_original,
    "translation": _read_translation,
    "context": _read_context,
}
