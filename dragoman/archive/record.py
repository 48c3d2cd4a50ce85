"""How we know: the steps from the broadcast to this page, and the facts that let anyone check them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.trust import origins, people
from dragoman.lib.timecode import format_clock, format_precise
from dragoman.publications.content import Content, Cut, Engine, TranslationTrack
from dragoman.publications.page import PublishedClip
from dragoman.publications.terms import EditionKind, Provenance
from dragoman.recordings.terms import RecordingOrigin
from dragoman.reviews.sentences import SUMMARY
from dragoman.reviews.wording import rule_name
from dragoman.search.lists import PLAYABLE
from dragoman.ui.wording import decimal, language_name, sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done; ``digest`` is what it can be checked by."""

    title: str
    detail: Markup
    digest: str = ""
    at: datetime | None = None
    is_last: bool = False


def steps_of(clip: PublishedClip) -> tuple[Step, ...]:
    steps = [*_recorded(clip), *_transcribed(clip), *_translated(clip)]
    steps += [*_summarised(clip), *_reviewed(clip), *_published(clip)]
    return (
        *steps[:-1],
        Step(steps[-1].title, steps[-1].detail, steps[-1].digest, steps[-1].at, is_last=True),
    )


def edition_kind(kind: str) -> str:
    return str(EditionKind(kind).label) if kind in EditionKind.values else kind


def _recorded(clip: PublishedClip) -> Iterator[Step]:
    content = clip.content
    if content.recording_sha256:
        yield Step(_("Recorded"), Markup(" ").join(_capture(content)), content.recording_sha256)
    if cuts := content.passages or ((content.cut,) if content.cut else ()):
        yield Step(
            _("Cut"),
            Markup(" ").join(_cut(one) for one in cuts),
            clip.files[PLAYABLE].sha256 if PLAYABLE in clip.files else "",
        )
    if not content.recording_sha256 and not content.cut:
        yield Step(
            _("Taken over"),
            sentence(_("The text comes from an earlier archive; no recording came with it.")),
        )


def _cut(cut: Cut) -> Markup:
    return sentence(
        _(
            "From %(first)s to %(last)s of the recording: "
            "frames %(first_frame)s to %(last_frame)s, %(frames)s in all."
        ),
        first=_time(cut.in_ms),
        last=_time(cut.out_ms),
        first_frame=decimal(cut.first_frame),
        last_frame=decimal(cut.last_frame),
        frames=decimal(cut.frames),
    )


def _capture(content: Content) -> Iterator[Markup]:
    """How the recording reached the desk. The address of a copy is text; only what a browser opens is a link."""
    yield sentence(_origin(content.recording_origin))
    if content.capture_note:
        yield sentence(
            _("How it was captured: %(note)s"), note=Markup("<bdi>{}</bdi>").format(content.capture_note)
        )
    if url := content.recording_origin_url:
        is_link = url.casefold().startswith(("http://", "https://"))
        shown = Markup('<a rel="nofollow noreferrer" href="{0}">{1}</a>').format(url, _ltr(url))
        yield sentence(_("Address of the copy: %(address)s"), address=shown if is_link else _ltr(url))


def _origin(origin: str) -> str:
    if origin == RecordingOrigin.BROADCAST:
        return _("Captured from the broadcast; its SHA-256 stands here.")
    if origin == RecordingOrigin.UPLOAD:
        return _("A copy that someone else had uploaded, as it reached the desk; its SHA-256 stands here.")
    if origin == RecordingOrigin.UNKNOWN:
        return _("Where it comes from is not known; its SHA-256 stands here.")
    return _("The recording as it was captured; its SHA-256 stands here.")


def _transcribed(clip: PublishedClip) -> Iterator[Step]:
    content = clip.content
    lines = [line for line in content.lines if line.text]
    if not lines:
        return
    found = origins(line.origin for line in lines)
    by_hand = sum(line.origin == "person" for line in lines)
    parts = [
        _engine(engine) for engine in content.engines if engine.task == "transcription" and found.machine
    ]
    if content.transcribers:
        parts.append(
            sentence(
                _("%(count)s of %(all)s sentences by %(names)s"),
                count=decimal(by_hand),
                all=decimal(len(lines)),
                names=people(clip, content.transcribers),
            )
        )
    elif found.earlier_archive:
        parts.append(sentence(_("from the earlier archive")))
    yield Step(_("Transcribed"), Markup("; ").join(parts))


def _translated(clip: PublishedClip) -> Iterator[Step]:
    for track in clip.content.translations:
        if not any(one.text for one in track.renderings):
            continue
        title = _("Translated into %(language)s") % {"language": language_name(track.language)}
        yield Step(title, Markup("; ").join(_translation_parts(clip, track)))


def _translation_parts(clip: PublishedClip, track: TranslationTrack) -> Iterator[Markup]:
    found = origins(one.origin for one in track.renderings if one.text)
    if found.machine:
        for engine in clip.content.engines:
            if engine.task == "translation" and engine.language == track.language:
                yield _engine(engine)
    translators = dict.fromkeys(one.translator for one in track.renderings if one.translator)
    if translators:
        yield people(clip, translators)
    elif found.earlier_archive:
        yield sentence(_("from the earlier archive"))


def _summarised(clip: PublishedClip) -> Iterator[Step]:
    authors = [one.handle for one in clip.content.people if "author" in one.roles]
    if authors:
        yield Step(_("Summarised"), people(clip, authors))


def _reviewed(clip: PublishedClip) -> Iterator[Step]:
    if clip.content.reviewers:
        yield Step(_("Reviewed"), people(clip, clip.content.reviewers))


def _published(clip: PublishedClip) -> Iterator[Step]:
    for note in clip.editions:
        if note.ordinal <= clip.content.edition:
            yield Step(
                _("Edition %(ordinal)s published") % {"ordinal": note.ordinal},
                sentence("%(kind)s", kind=edition_kind(note.kind)),
                note.digest,
                note.published_at,
            )


def _engine(engine: Engine) -> Markup:
    said = " ".join(part for part in (engine.name, engine.version) if part)
    if engine.model:
        return sentence(_("by %(engine)s, model %(model)s"), engine=_ltr(said), model=_ltr(engine.model))
    return sentence(_("by %(engine)s"), engine=_ltr(said))


def _time(at_ms: int) -> Markup:
    return _ltr(format_precise(at_ms))


def _ltr(text: str) -> Markup:
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def exact_length(clip: PublishedClip) -> str:
    """``2:01.040`` and the frames it is counted from."""
    content = clip.content
    if content.duration_ms is None:
        return ""
    if content.cut is None:
        return format_clock(content.duration_ms)
    precise = f"{format_clock(content.duration_ms)}.{content.duration_ms % 1000:03}"
    return _("%(length)s, %(frames)s frames") % {"length": precise, "frames": decimal(content.cut.frames)}


def overridden(clip: PublishedClip) -> tuple[Markup, ...]:
    """What the checks found and an editor let pass, with the reason and by whom."""
    return tuple(
        sentence(
            _("%(finding)s %(name)s: “%(reason)s”"),
            finding=finding_in_words(one.rule, one.label, one.language),
            name=people(clip, (one.person,)),
            reason=Markup('<bdi dir="auto">{}</bdi>').format(one.reason),
        )
        for one in clip.content.overrides
    )


def finding_in_words(rule: str, label: str, language: str) -> str:
    told = rule_name(rule)
    if language:
        told = f"{told}, {language_name(language)}"
    return f"{told} (s{label})." if label and label != SUMMARY else f"{told}."


def taken_out(content: Content) -> tuple[tuple[str, str], ...]:
    """Label and reason of each sentence that stood in an earlier edition and is gone, with nothing in its place."""
    return tuple((one.label, one.reason) for one in content.lineage if one.fate == "deleted")


def provenance(clip: PublishedClip) -> str:
    """Whether the film carries a signed manifest, in words; empty where there is no film or nothing to say yet."""
    film = clip.files.get(PLAYABLE)
    if film is None or film.provenance not in Provenance.values:
        return ""
    words = str(Provenance(film.provenance).label)
    if film.edition and film.edition != clip.content.edition and film.provenance != Provenance.PENDING:
        words += ", " + _("with the words of edition %(ordinal)s") % {"ordinal": film.edition}
    return words
