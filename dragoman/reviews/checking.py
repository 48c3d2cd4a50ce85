"""What a machine can see without understanding: gaps, numbers, speed, doubt."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator

import regex

from dragoman.clips.models import Clip
from dragoman.reviews.identifying import is_surely_not_in
from dragoman.reviews.models import Check
from dragoman.reviews.names import KnownName, known_names, missing_names
from dragoman.reviews.negation import negation_differs
from dragoman.reviews.terms import Severity
from dragoman.transcripts.models import Cue
from dragoman.transcripts.selectors import cues_of, transcript_of
from dragoman.transcripts.terms import CueKind, Origin
from dragoman.translations.models import TranslatedCue, Translation
from dragoman.translations.selectors import translations_of

READING_LIMIT = 17
"""Characters a second that a reader follows, for scripts with letters; half for those without spaces."""


def findings_in(clip: Clip) -> list[Check]:
    """Every finding of the clip as it stands, whole-clip ones first."""
    cues = list(cues_of(clip))
    tracks = list(translations_of(clip))
    transcript = transcript_of(clip)
    found: list[Check] = []
    if transcript is not None and transcript.note:
        found.append(_noted(clip, transcript.note, transcript.language))
    elif not cues:
        found.append(_finding(clip, "no_cues"))
    found += _machine_made(clip, cues, tracks)
    found += [_noted(clip, track.note, track.language) for track in tracks if track.note]
    found += _speakers(clip, cues)
    found += _doubts(clip, cues)
    names = known_names() if cues else ()
    for track in tracks:
        found += _track_findings(clip, cues, track, names)
    return found


def digits_in(text: str) -> Counter[str]:
    """The numbers written in a text, whatever digits its script uses; grouping marks are left out."""
    plain = "".join(
        str(unicodedata.digit(ch)) if unicodedata.digit(ch, None) is not None else ch for ch in text
    )
    return Counter(
        regex.sub(r"\D", "", number) for number in regex.findall(r"\d[\d.,٬٫\u00a0\u202f]*\d|\d", plain)
    )


def _machine_made(clip: Clip, cues: list[Cue], tracks: list[Translation]) -> Iterator[Check]:
    if any(cue.origin == Origin.MACHINE and cue.text for cue in cues):
        yield _finding(clip, "machine_transcript")
    for track in tracks:
        if any(cue.origin == Origin.MACHINE and cue.text for cue in track.cues.all()):
            yield _finding(clip, "machine_translation", language=track.language)


def _speakers(clip: Clip, cues: list[Cue]) -> Iterator[Check]:
    undecided = [cue for cue in cues if cue.speaker_id is None and cue.kind == CueKind.SPEECH]
    if undecided and len(undecided) == len(cues):
        yield _finding(clip, "no_speakers", severity=Severity.BLOCKING)
        return
    for cue in undecided:
        yield _finding(clip, "undecided_speaker", cue.label, severity=Severity.BLOCKING)


def _doubts(clip: Clip, cues: list[Cue]) -> Iterator[Check]:
    for cue in cues:
        if not cue.text and cue.origin != Origin.IMPORTED:
            yield _finding(clip, "empty_original", cue.label, severity=Severity.BLOCKING)
        if cue.flags:
            yield _finding(clip, "engine_flag", cue.label, severity=Severity.BLOCKING)
        if cue.language and is_surely_not_in(cue.language, cue.text):
            yield _finding(clip, "other_language", cue.label, cue.language, severity=Severity.BLOCKING)


def _track_findings(
    clip: Clip, cues: list[Cue], track: Translation, names: tuple[KnownName, ...]
) -> Iterator[Check]:
    rendered = {original.label: cue for cue in track.cues.all() for original in cue.of.all() if cue.text}
    if not rendered:
        return
    for cue in cues:
        rendering = rendered.get(cue.label)
        if rendering is None:
            if cue.text:
                yield _finding(clip, "untranslated", cue.label, track.language, severity=Severity.BLOCKING)
            continue
        yield from _compared(clip, cue, rendering, track.language, names)
        if is_surely_not_in(track.language, rendering.text):
            yield _finding(clip, "other_language", cue.label, track.language, severity=Severity.BLOCKING)
        yield from _reading(clip, cue, rendering, track.language)


def _compared(
    clip: Clip, cue: Cue, rendering: TranslatedCue, language: str, names: tuple[KnownName, ...]
) -> Iterator[Check]:
    """Numbers, names and denials on both sides. Only where one sentence stands for one."""
    if not cue.text or len(rendering.of.all()) != 1:
        return
    held = Severity.BLOCKING
    if check := _numbers(clip, cue, rendering, language):
        yield check
    if negation_differs(cue.text, cue.language, rendering.text, language):
        yield _finding(clip, "negation_differs", cue.label, language, severity=held)
    if missing := missing_names(cue.text, rendering.text, names):
        check = _finding(clip, "names_differ", cue.label, language, severity=held)
        check.detail = {"names": ", ".join(missing)}
        yield check


_WRITTEN_OUT = 20
"""Numbers up to here are often words in one language and digits in the other."""


def _numbers(clip: Clip, cue: Cue, rendering: TranslatedCue, language: str) -> Check | None:
    """Numbers that stand on one side only. They hold back where digits were lost or changed, not where one side
    writes them as words."""
    said, rendered = digits_in(cue.text), digits_in(rendering.text)
    if said == rendered:
        return None
    lost, added = said - rendered, rendered - said
    is_grave = bool(lost) and (bool(added) or any(int(one or 0) > _WRITTEN_OUT for one in lost))
    severity = Severity.BLOCKING if is_grave else Severity.WARNING
    check = _finding(clip, "digits_differ", cue.label, language, severity=severity)
    check.detail = {"numbers": ", ".join([*lost, *added])[:200]}
    return check


def _reading(clip: Clip, cue: Cue, rendering: TranslatedCue, language: str) -> Iterator[Check]:
    if cue.in_ms is None or cue.out_ms is None:
        return
    limit = (
        READING_LIMIT // 2
        if regex.search(r"[\p{Han}\p{Hiragana}\p{Katakana}]", rendering.text)
        else READING_LIMIT
    )
    rate = round(len(rendering.text) * 1000 / (cue.out_ms - cue.in_ms))
    if rate > limit:
        check = _finding(clip, "too_fast", cue.label, language, severity=Severity.BLOCKING)
        check.detail = {"rate": rate, "limit": limit}
        yield check


def _noted(clip: Clip, note: str, language: str) -> Check:
    """An engine's own note: a rule, with the language it was asked to translate from after a colon."""
    rule, _, source = note.partition(":")
    check = _finding(clip, rule, language=language)
    check.detail = {"source": source} if source and rule == "no_translation_engine" else {}
    if rule == "speech_refused":
        check.detail = {"count": source or "1"}
    return check


def _finding(
    clip: Clip, rule: str, label: str = "", language: str = "", *, severity: Severity = Severity.WARNING
) -> Check:
    return Check(clip=clip, rule=rule, label=label, language=language, severity=severity)
