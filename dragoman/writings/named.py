"""What the marks of a text name, as it stands in the archive now: published, corrected, withdrawn, or not there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.publications.content import Content, Line
from dragoman.publications.correcting import GRAVE
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.page import PublishedClip, Tombstone
from dragoman.publications.selectors import published_clip
from dragoman.publications.terms import State
from dragoman.writings.markdown import HouseMark


@dataclass(frozen=True, slots=True)
class NamedClip:
    """``clip`` for one that readers see, ``left`` for one that was withdrawn; neither for all others."""

    clip: PublishedClip | None = None
    left: Tombstone | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence in the reader's language where there is one, beside its original."""

    clip: PublishedClip
    line: Line | None
    label: str
    text: str
    language: str
    original: str
    original_language: str
    speaker: str
    role: str
    is_corrected: bool
    is_gone: bool = False
    """Its label stood once; retracted, withheld, divided or taken out since."""


def clips_named(marks: Iterable[HouseMark]) -> dict[int, NamedClip]:
    """Each number that is named, as readers may see it: a draft's is as unknown as one never given."""
    numbers = dict.fromkeys(mark.number for mark in marks if mark.kind in {"clip", "sentence"})
    return {number: _named(number) for number in numbers}


def quoted(clip: PublishedClip, label: str, language: str) -> Quoted | None:
    """The sentence of this label; None where the clip never had one."""
    content = clip.content
    line = next((one for one in content.lines if one.label == label), None)
    if line is None:
        return _gone(clip, label) if any(one.label == label for one in content.lineage) else None
    text, tag = _rendered(content, label, language)
    voice = next((one for one in content.voices if one.key == line.voice), None)
    if line.is_withheld or _is_retracted(clip, label) or not (text or line.text):
        return _gone(clip, label)
    return Quoted(
        clip=clip,
        line=line,
        label=label,
        text=text or line.text,
        language=tag or line.language,
        original=line.text if text else "",
        original_language=line.language,
        speaker=voice.name if voice else "",
        role=voice.role if voice else "",
        is_corrected=_is_corrected(clip, label),
    )


def _named(number: int) -> NamedClip:
    try:
        found = published_clip(number)
    except NoSuchNumber:
        return NamedClip()
    if isinstance(found, Tombstone):
        return NamedClip(left=found) if found.state == State.WITHDRAWN else NamedClip()
    return NamedClip(clip=found)


def _rendered(content: Content, label: str, language: str) -> tuple[str, str]:
    """In the language of the page, else in that of the clip's description; empty where the original is read."""
    line_language = next((one.language for one in content.lines if one.label == label), "")
    if line_language.partition("-")[0] == language.partition("-")[0]:
        return "", ""
    found = [
        (one.text, track.language)
        for wanted in (language, content.language)
        for track in content.translations
        if track.language.partition("-")[0] == wanted.partition("-")[0]
        for one in track.renderings
        if one.text and label in (one.label, *one.of)
    ]
    return found[0] if found else ("", "")


def _gone(clip: PublishedClip, label: str) -> Quoted:
    return Quoted(clip, None, label, "", "", "", "", "", "", is_corrected=False, is_gone=True)


def _is_corrected(clip: PublishedClip, label: str) -> bool:
    return any(
        one.label == label for note in clip.corrections if note.kind in GRAVE for one in note.sentences
    )


def _is_retracted(clip: PublishedClip, label: str) -> bool:
    last = next(
        (note for note in reversed(clip.corrections) if any(one.label == label for one in note.sentences)),
        None,
    )
    return last is not None and last.kind == "retraction"
