"""What a machine can see without understanding: gaps, numbers, speed, doubt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dragoman.clips.models import Clip
from dragoman.lib.record.quotation.resolving import Track, resolve_quotations
from dragoman.lib.sentences.profiles import profile
from dragoman.reviews.identifying import is_surely_not_in
from dragoman.reviews.models import Check
from dragoman.reviews.names import KnownName, known_names, missing_names
from dragoman.reviews.negation import negation_differs
from dragoman.reviews.numbers import digits_in, same_numbers
from dragoman.reviews.quotes import quotes_balance
from dragoman.reviews.sentences import SUMMARY
from dragoman.reviews.terms import Severity
from dragoman.transcripts.models import Cue
from dragoman.transcripts.selectors import cues_of, transcript_of
from dragoman.transcripts.terms import CueKind, Origin
from dragoman.translations.models import TranslatedCue, Translation
from dragoman.translations.selectors import translations_of


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
    found += _overlaps(clip, cues)
    found += _summary_quotes(clip, cues, tracks)
    names = known_names() if cues else ()
    for track in tracks:
        found += _track_findings(clip, cues, track, names)
    return found


def _machine_made(clip: Clip, cues: list[Cue], tracks: list[Translation]) -> Iterator[Check]:
    if any(cue.origin == Origin.MACHINE and cue.text for cue in cues):
        yield _finding(clip, "machine_transcript")
    for track in tracks:
        if any(cue.origin == Origin.MACHINE and cue.text for cue in track.cues.all()):
            yield _finding(clip, "machine_translation", language=track.language)


def _speakers(clip: Clip, cues: list[Cue]) -> Iterator[Check]:
    undecided = [cue for cue in cues if not cue.has_speaker and cue.kind == CueKind.SPEECH]
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


_AT_ONCE_MS = 200
"""Less is how people talk: one begins while the other ends."""


def _overlaps(clip: Clip, cues: list[Cue]) -> Iterator[Check]:
    """Sentences said at the same time: people may talk at once, but more often a time is wrong."""
    timed = [(cue.in_ms, cue.out_ms, cue) for cue in cues if cue.in_ms is not None and cue.out_ms is not None]
    last_out, last = 0, ""
    for in_ms, out_ms, cue in sorted(timed, key=lambda one: one[:2]):
        if cue.kind != CueKind.SPEECH:
            continue
        if last and in_ms < last_out - _AT_ONCE_MS:
            check = _finding(clip, "overlaps", cue.label)
            check.detail = {"other": last}
            yield check
        if out_ms >= last_out:
            last_out, last = out_ms, cue.label


def _summary_quotes(clip: Clip, cues: list[Cue], tracks: list[Translation]) -> Iterator[Check]:
    """What the summary puts in quotation marks must be said in the clip, in some language."""
    if not clip.summary or not any(cue.text for cue in cues):
        return
    said = [Track.of(language, [(c.label, c.text) for c in cues]) for language in {c.language for c in cues}]
    said += [Track.of(one.language, [(c.label, c.text) for c in one.cues.all()]) for one in tracks]
    for quoted in resolve_quotations(clip.summary, said):
        if not quoted.labels:
            check = _finding(clip, "summary_quote", SUMMARY, severity=Severity.BLOCKING)
            check.detail = {"quote": quoted.text[:120]}
            yield check


@dataclass(frozen=True, slots=True)
class _Pair:
    """Renderings and the originals they render, in order: as many of each as hang together."""

    clip: Clip
    originals: tuple[Cue, ...]
    renderings: tuple[TranslatedCue, ...]
    language: str

    @property
    def said(self) -> str:
        return " ".join(cue.text for cue in self.originals)

    @property
    def rendered(self) -> str:
        return " ".join(one.text for one in self.renderings)

    def finding(
        self, rule: str, severity: Severity = Severity.BLOCKING, label: str = "", **detail: object
    ) -> Check:
        label = label or self.renderings[0].label
        check = _finding(self.clip, rule, label, self.language, severity=severity)
        check.detail = detail
        return check


def _track_findings(
    clip: Clip, cues: list[Cue], track: Translation, names: tuple[KnownName, ...]
) -> Iterator[Check]:
    by_label = {cue.label: cue for cue in cues}
    pairs: dict[str, _Pair | None] = {}  # under its first original; the others of a pair have none
    for labels, renderings in _groups(track):
        originals = tuple(sorted((by_label[one] for one in labels), key=lambda cue: cue.position))
        pair = _Pair(clip, originals, renderings, track.language)
        pairs |= dict.fromkeys(labels)
        pairs[originals[0].label] = pair
    for cue in cues if pairs else ():
        if cue.text and cue.label not in pairs:
            yield _finding(clip, "untranslated", cue.label, track.language, severity=Severity.BLOCKING)
        elif found := pairs.get(cue.label):
            yield from _compared(found, names)
            yield from _reading(found)
            yield from _alone(found)


def _groups(track: Translation) -> Iterator[tuple[set[str], tuple[TranslatedCue, ...]]]:
    """The labels of originals with the renderings that share any of them, however they overlap."""
    groups: list[tuple[set[str], list[TranslatedCue]]] = []
    for rendering in track.cues.all():
        labels = {original.label for original in rendering.of.all()} if rendering.text else set()
        if not labels:
            continue
        joined = [rendering]
        for group in [one for one in groups if one[0] & labels]:
            groups.remove(group)
            labels |= group[0]
            joined = [*group[1], *joined]
        groups.append((labels, joined))
    for labels, renderings in groups:
        yield labels, tuple(sorted(renderings, key=lambda one: one.position))


def _compared(pair: _Pair, names: tuple[KnownName, ...]) -> Iterator[Check]:
    """Numbers, names and denials on both sides."""
    if not all(cue.text for cue in pair.originals):
        return
    if check := _numbers(pair):
        yield check
    if negation_differs(pair.said, pair.originals[0].language, pair.rendered, pair.language):
        yield pair.finding("negation_differs")
    if missing := missing_names(pair.said, pair.rendered, names):
        yield pair.finding("names_differ", names=", ".join(missing))


def _alone(pair: _Pair) -> Iterator[Check]:
    for one in pair.renderings:
        if is_surely_not_in(pair.language, one.text):
            yield pair.finding("other_language", label=one.label)
    if not quotes_balance(pair.rendered) and all(quotes_balance(cue.text) for cue in pair.originals):
        yield pair.finding("quotes_unbalanced", Severity.WARNING)


_WRITTEN_OUT = 20
"""Numbers up to here are often words in one language and digits in the other."""


def _numbers(pair: _Pair) -> Check | None:
    """Numbers that stand on one side only. They hold back where digits were lost or changed, not where one side
    writes them as words."""
    said, rendered = digits_in(pair.said), digits_in(pair.rendered)
    if same_numbers(said, rendered):
        return None
    lost, added = said - rendered, rendered - said
    is_grave = bool(lost) and (bool(added) or any(Decimal(one) > _WRITTEN_OUT for one in lost))
    severity = Severity.BLOCKING if is_grave else Severity.WARNING
    return pair.finding("digits_differ", severity, numbers=", ".join([*lost, *added])[:200])


def _reading(pair: _Pair) -> Iterator[Check]:
    """Whether there is time to read it while its originals are spoken."""
    starts = [cue.in_ms for cue in pair.originals if cue.in_ms is not None]
    ends = [cue.out_ms for cue in pair.originals if cue.out_ms is not None]
    if not starts or not ends:
        return
    limit = profile(pair.language).characters_per_second
    rate = round(len(pair.rendered) * 1000 / max(1, max(ends) - min(starts)))
    if rate > limit:
        yield pair.finding("too_fast", rate=rate, limit=limit)


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
