"""Each sentence of a working copy, per side, as a person reviews it: its words, who wrote them, and their digest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.clips.models import Clip
from dragoman.lib.hashing import canonical, digest
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.terms import Origin
from dragoman.translations.selectors import translations_of

Key = tuple[str, str]
"""A sentence's label, and the language of its rendering; no language for the original."""
SUMMARY = "summary"
"""In place of a label: what the desk wrote about the clip is reviewed as its sentences are."""


@dataclass(frozen=True, slots=True)
class SentenceSide:
    """``writer`` is a handle, empty for what no person wrote. The digest is that of what a reviewer says yes to:
    the words, who is said to speak them and what they render, not the exact times."""

    label: str
    language: str
    text: str
    writer: str
    origin: str
    digest: str

    @property
    def key(self) -> Key:
        return self.label, self.language


def sides_of(clip: Clip) -> tuple[SentenceSide, ...]:
    """Every side that has words: the summary, then originals, then renderings, in order."""
    return tuple(_sides(clip))


def _sides(clip: Clip) -> Iterator[SentenceSide]:
    if clip.summary:
        said = digest(canonical([clip.summary, clip.language]))
        yield SentenceSide(SUMMARY, "", clip.summary, clip.summary_by, Origin.PERSON, said)
    originals: dict[str, str] = {}
    for cue in cues_of(clip):
        says = [cue.text, cue.language, cue.speaker_shown, cue.role, cue.kind, cue.voice, cue.relay_of]
        originals[cue.label] = digest(canonical(says))
        if cue.text:
            yield SentenceSide(cue.label, "", cue.text, cue.written_by, cue.origin, originals[cue.label])
    for track in translations_of(clip):
        for rendering in track.cues.all():
            if not rendering.text:
                continue
            of = sorted(original.label for original in rendering.of.all())
            says = [rendering.text, rendering.note, *of, *(originals.get(label, "") for label in of)]
            yield SentenceSide(
                rendering.label,
                track.language,
                rendering.text,
                rendering.translator,
                rendering.origin,
                digest(canonical(says)),
            )
