"""How we know one sentence: the whole way from the broadcast to the page, in plain words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive import metadata
from dragoman.archive.aired import aired
from dragoman.archive.asides import marked
from dragoman.archive.attribution import attribution_of
from dragoman.archive.corrections import disputed
from dragoman.archive.record import Step, finding_in_words
from dragoman.archive.structured_data import structured_sentence
from dragoman.archive.trust import people
from dragoman.corrections.selectors import disputes_of
from dragoman.lib.timecode import format_precise
from dragoman.lib.word_diff import word_differences
from dragoman.publications.content import Content, Line
from dragoman.publications.links import (
    bundle_path,
    clip_path,
    moment_fragment,
    oembed_url,
    report_path,
    sentence_path,
    share_path,
)
from dragoman.publications.page import EditionNote, PublishedClip
from dragoman.publications.sentence_record import Side, Version
from dragoman.transcripts.terms import CueKind, Voice
from dragoman.ui import wording


@dataclass(frozen=True, slots=True)
class Change:
    """What an edition changed in the sentence: per language, the words then and now in one run."""

    note: EditionNote
    sides: tuple[tuple[str, Markup], ...]


def context_of(
    clip: PublishedClip, label: str, versions: tuple[Version, ...], language: str
) -> dict[str, object]:
    content, now = clip.content, versions[-1]
    labels = [line.label for line in content.lines]
    at = labels.index(label) if label in labels else -1
    voices = {voice.key: voice for voice in content.voices}
    line = now.line
    return {
        "clip": clip,
        "content": content,
        "label": label,
        "line": line,
        "sides": now.sides,
        "structured_data": structured_sentence(clip, line, now.sides) if line else "",
        "voice": voices.get(line.voice) if line else None,
        "kind": CueKind(line.kind).label if line and line.kind != CueKind.SPEECH else "",
        "steps": tuple(_steps(clip, now, versions)),
        "changes": tuple(_changes(clip, versions, language)),
        "clip_path": clip_path(content.number, clip.slug, language),
        "sentence_root": clip_path(content.number, clip.slug, language),
        "disputes": disputed(disputes_of(content.number), label),
        "moment": moment_fragment(line.in_ms, line.out_ms)
        if line and line.in_ms is not None
        else f"#s{label}",
        "before": sentence_path(content.number, labels[at - 1], language) if at > 0 else "",
        "after": sentence_path(content.number, labels[at + 1], language) if 0 <= at < len(labels) - 1 else "",
        "report_path": report_path(content.number, label, language),
        "share_path": share_path(content.number, label, language),
        "oembed": tuple(
            (form, oembed_url(settings.SITE_URL + sentence_path(content.number, label, language), form))
            for form in ("json", "xml")
        ),
        "open_graph": metadata.sentence_open_graph(clip, label, language),
        "bundle_path": bundle_path(content.number),
        "proof_path": f"/{content.number}/s{label}.proof",
        "clip_root": clip_path(content.number, "", language),
    }


def _steps(clip: PublishedClip, now: Version, versions: tuple[Version, ...]) -> Iterator[Step]:
    content = clip.content
    yield from _broadcast(content)
    if now.line is not None:
        yield from _heard(content, now.line)
        yield _speaker(clip, now.line)
        yield _set_down(clip, now.line, now.leaf)
    for side in now.sides:
        yield _translated(clip, side)
    yield from _let_pass(clip, now)
    yield from _published(clip, versions)
    yield Step(
        _("Written in the ledger"),
        wording.sentence(
            _("Line %(line)s is the last about this clip; a signed head of the ledger covers it."),
            line=wording.decimal(clip.ledger_seq),
        ),
        is_last=True,
    )


def _broadcast(content: Content) -> Iterator[Step]:
    names = wording.word_list(
        f"{one.name} ({place})" if (place := wording.source_place(one.country, one.place_name)) else one.name
        for one in content.sources
    )
    when = aired(content)
    parts = [part for part in (names, when.local if when else "", content.programme) if part]
    if parts:
        yield Step(_("Broadcast"), Markup(" · ").join(Markup("<bdi>{}</bdi>").format(part) for part in parts))
    if content.recording_sha256:
        yield Step(
            _("Recorded"),
            wording.sentence(_("Our copy of the broadcast has this SHA-256.")),
            content.recording_sha256,
        )


def _heard(content: Content, line: Line) -> Iterator[Step]:
    if line.in_ms is None or line.out_ms is None:
        yield Step(_("Heard"), wording.sentence(_("The second it was said was not written down.")))
        return
    parts = [
        wording.sentence(
            _("From %(first)s to %(last)s of the clip."),
            first=_time(format_precise(line.in_ms)),
            last=_time(format_precise(line.out_ms)),
        )
    ]
    if (started := recording_ms(content, line.in_ms)) is not None:
        parts.append(
            wording.sentence(_("That is %(at)s of the recording."), at=_time(format_precise(started)))
        )
    if line.heard in {Voice.INTERPRETER, Voice.DUB}:
        parts.append(wording.sentence("%(voice)s.", voice=str(Voice(line.heard).label)))
    if line.relay_of:
        parts.append(
            wording.sentence(_("First said in %(language)s."), language=wording.language_name(line.relay_of))
        )
    yield Step(_("Heard"), Markup(" ").join(parts))


def recording_ms(content: Content, at_ms: int) -> int | None:
    """Where a moment of the clip lies in the recording, over its cuts; None without a recording."""
    passages = content.passages or ((content.cut,) if content.cut else ())
    passed = 0
    for passage in passages:
        length = passage.out_ms - passage.in_ms
        if at_ms < passed + length or passage is passages[-1]:
            return passage.in_ms + at_ms - passed
        passed += length
    return None


def _speaker(clip: PublishedClip, line: Line) -> Step:
    voice = next((one for one in clip.content.voices if one.key == line.voice), None)
    if voice is None:
        return Step(_("Speaker"), wording.sentence(_("Nobody is named.")))
    who = Markup("<bdi{}>{}</bdi>").format(
        wording.run(clip.content.language), f"{voice.name}, {voice.role}" if voice.role else voice.name
    )
    return Step(
        _("Speaker"),
        wording.sentence(_("%(who)s. How it is known: %(how)s."), who=who, how=attribution_of(line)),
    )


def _set_down(clip: PublishedClip, line: Line, leaf: str) -> Step:
    parts = [_writer(clip, line.origin, line.person, "transcription", "")]
    if line.reviewers:
        parts.append(wording.sentence(_("Reviewed by %(names)s."), names=people(clip, line.reviewers)))
    elif line.text:
        parts.append(wording.sentence(_("Not reviewed by a person.")))
    title = _("Written down in %(language)s") % {"language": wording.language_name(line.language)}
    return Step(title, Markup(" ").join(parts), leaf)


def _translated(clip: PublishedClip, side: Side) -> Step:
    one = side.rendering
    parts = [_writer(clip, one.origin, one.translator, "translation", side.language)]
    if len(one.of) > 1:
        labels = wording.word_list(f"s{label}" for label in one.of)
        parts.append(wording.sentence(_("One sentence for %(labels)s of the original."), labels=labels))
    if one.reviewers:
        parts.append(wording.sentence(_("Reviewed by %(names)s."), names=people(clip, one.reviewers)))
    elif one.text:
        parts.append(wording.sentence(_("Not reviewed by a person.")))
    title = _("Translated into %(language)s") % {"language": wording.language_name(side.language)}
    return Step(title, Markup(" ").join(parts), side.leaf)


def _writer(clip: PublishedClip, origin: str, person: str, task: str, language: str) -> Markup:
    if person:
        return wording.sentence(_("By %(name)s."), name=people(clip, (person,)))
    if origin == "imported":
        return wording.sentence(_("From the earlier archive."))
    engine = next(
        (
            one
            for one in clip.content.engines
            if one.task == task and (not language or one.language == language)
        ),
        None,
    )
    if engine is None:
        return wording.sentence(_("By machine.") if origin == "machine" else _("By the desk."))
    said = " ".join(part for part in (engine.name, engine.version, engine.model) if part)
    return wording.sentence(_("By machine: %(engine)s."), engine=_time(said))


def _let_pass(clip: PublishedClip, now: Version) -> Iterator[Step]:
    """What the checks found about this sentence, or about all of them, and an editor let pass."""
    labels = {one.rendering.label for one in now.sides} | ({now.line.label} if now.line else set())
    for one in clip.content.overrides:
        if not one.label or one.label in labels:
            yield Step(
                _("Let pass"),
                wording.sentence(
                    _("%(finding)s %(name)s: “%(reason)s”"),
                    finding=finding_in_words(one.rule, one.label, one.language),
                    name=people(clip, (one.person,)),
                    reason=Markup('<bdi dir="auto">{}</bdi>').format(one.reason),
                ),
            )


def _published(clip: PublishedClip, versions: tuple[Version, ...]) -> Iterator[Step]:
    first, last = versions[0].edition, versions[-1].edition
    notes = {note.ordinal: note for note in clip.editions}
    said = (
        _("As it stands since the first time it was published.")
        if first == last
        else _("Published first in edition %(first)s, changed last in edition %(last)s.")
        % {"first": first, "last": last}
    )
    note = notes[last]
    yield Step(
        _("Edition %(ordinal)s published") % {"ordinal": last},
        wording.sentence("%(said)s", said=said),
        note.digest,
        note.published_at,
    )


def _changes(clip: PublishedClip, versions: tuple[Version, ...], language: str) -> Iterator[Change]:
    notes = {note.ordinal: note for note in clip.editions}
    for before, after in pairwise(versions):
        sides = tuple(_changed_sides(before, after))
        if sides:
            yield Change(notes[after.edition], sides)


def _changed_sides(before: Version, after: Version) -> Iterator[tuple[str, Markup]]:
    if before.line is not None and after.line is not None and before.line.text != after.line.text:
        yield after.line.language, _run(before.line.text, after.line.text, before.line.is_withheld)
    then = {(side.language, side.rendering.label): side for side in before.sides}
    for side in after.sides:
        old = then.get((side.language, side.rendering.label))
        if old is not None and old.rendering.text != side.rendering.text:
            yield side.language, _run(old.rendering.text, side.rendering.text, old.rendering.is_withheld)


def _run(before: str, after: str, is_withheld: bool) -> Markup:
    if is_withheld:
        return Markup("<del>{}</del> <ins>{}</ins>").format(_("withheld"), after)
    return marked(word_differences(before, after))


def _time(text: str) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)
