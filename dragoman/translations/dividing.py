"""Where a sentence is cut in two, in words and in time, and how neighbours become one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.lib.record.cue_tracks import NotDone
from dragoman.lib.timecode import format_precise
from dragoman.translations.tracks import Rendering, Words, joined_text, weakest_origin


@dataclass(frozen=True, slots=True)
class SplitAt:
    """Where to split: characters into the original, ms of the clip (None: by its words, else in proportion), and
    characters into those renderings that are to be split along with it, by language."""

    offset: int
    at_ms: int | None = None
    renderings: Mapping[str, int] = field(default_factory=dict)


def divided_words(words: Words, at: SplitAt) -> tuple[Words, Words]:
    """Both halves of an original sentence. One without words may be split for the sake of its renderings."""
    if words.text or not at.renderings:
        first, second = divided_text(words.text, at.offset)
    else:
        first, second = "", ""
    heard = _spoken_before(words, at.offset)
    left = replace(words, text=first, words=words.words[:heard] if heard else ())
    right = replace(words, text=second, words=words.words[heard:] if heard else (), opens_paragraph=False)
    if words.in_ms is None or words.out_ms is None:
        return left, right
    if at.at_ms is None and heard:
        until, since = words.words[heard - 1][2], words.words[heard][1]
    else:
        share = len(first) / max(1, len(first) + len(second))
        until = since = (
            at.at_ms if at.at_ms is not None else words.in_ms + round((words.out_ms - words.in_ms) * share)
        )
    if at.at_ms is not None and not words.in_ms < at.at_ms < words.out_ms:
        raise NotDone(
            f"Split between {format_precise(words.in_ms)} and {format_precise(words.out_ms)}, "
            "where the sentence is heard."
        )
    return (
        replace(left, out_ms=min(max(until, words.in_ms + 1), words.out_ms - 1)),
        replace(right, in_ms=min(max(since, until, words.in_ms + 1), words.out_ms - 1)),
    )


def divided_rendering(body: Rendering, offset: int) -> tuple[Rendering, Rendering]:
    """Both halves; what was said about the whole stays with the first."""
    first, second = divided_text(body.text, offset)
    return replace(body, text=first), replace(body, text=second, note="", alternates=())


def divided_text(text: str, offset: int) -> tuple[str, str]:
    if not 0 <= offset <= len(text):
        raise NotDone("The place to split is outside the words.")
    first, second = text[:offset].rstrip(), text[offset:].lstrip()
    if not first or not second:
        raise NotDone("Split where words stand on both sides.")
    return first, second


def joined_words(bodies: Sequence[Words], by: str) -> Words:
    """Neighbours as one sentence. Words of two people or in two languages stay apart."""
    first = bodies[0]
    for other in bodies[1:]:
        if (other.speaker_id, other.role, other.described_as) != (
            first.speaker_id,
            first.role,
            first.described_as,
        ):
            raise NotDone("These sentences have different speakers: their words must stay apart.")
        if (other.language, other.kind, other.voice) != (first.language, first.kind, first.voice):
            raise NotDone("These sentences differ in language, kind or voice: they must stay apart.")
    starts = [body.in_ms for body in bodies if body.in_ms is not None]
    ends = [body.out_ms for body in bodies if body.out_ms is not None]
    people = {body.written_by for body in bodies if body.text}
    has_all_words = all(body.words for body in bodies if body.text)
    return replace(
        first,
        text=joined_text([body.text for body in bodies], first.language),
        in_ms=min(starts, default=None),
        out_ms=max(ends, default=None),
        evidence=_agreed([body.evidence for body in bodies]),
        certainty=_agreed([body.certainty for body in bodies]),
        relay_of=_agreed([body.relay_of for body in bodies]),
        origin=weakest_origin({body.origin for body in bodies}),
        flags=tuple(dict.fromkeys(flag for body in bodies for flag in body.flags)),
        words=tuple(word for body in bodies for word in body.words) if has_all_words else (),
        written_by=people.pop() if len(people) == 1 else by,
    )


def _agreed(values: Sequence[str]) -> str:
    return values[0] if len(set(values)) == 1 else ""


def _spoken_before(words: Words, offset: int) -> int:
    """How many recognised words stand before the place; 0 where they can't be found in the text or none would be
    left on one side."""
    place = 0
    for at, (spoken, *_) in enumerate(words.words):
        place = words.text.find(spoken.strip(), place)
        if place < 0:
            return 0
        if place >= offset:
            return at
        place += len(spoken.strip())
    return 0
