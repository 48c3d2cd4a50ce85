"""What a page says about how far its words can be trusted: in sentences, honestly, by name where there is one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.reading import Reading, said_languages
from dragoman.publications.content import Content, TranslationTrack
from dragoman.publications.page import PublishedClip
from dragoman.recordings.terms import RecordingOrigin
from dragoman.ui.wording import language_name, name_list, sentence, word_list


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the words of a track came from."""

    machine: bool
    people: bool
    earlier_archive: bool


def origins(found: Iterable[str]) -> Origins:
    kinds = set(found)
    return Origins("machine" in kinds, "person" in kinds, "imported" in kinds)


def trust_sentences(clip: PublishedClip, reading: Reading) -> tuple[Markup, ...]:
    """Who set down, translated and reviewed what the reader sees."""
    return tuple(_sentences(clip, reading))


def _sentences(clip: PublishedClip, reading: Reading) -> Iterator[Markup]:
    content = clip.content
    said = [line for line in content.lines if line.text]
    track = reading.translation
    yield from _off_air(content)
    if said:
        yield _transcribed(clip, origins(line.origin for line in said))
    if track:
        yield _translated(clip, track)
    if not content.lines:
        yield sentence(_("No transcript yet: a person still has to write it."))
        return
    if not said and track:
        yield sentence(_("The words in the original language are not at hand."))
    elif not track and not _is_in_reader_language(content):
        yield sentence(_("Not translated yet."))
    if content.reviewers:
        yield sentence(_("Reviewed by %(names)s."), names=people(clip, content.reviewers))
    else:
        by_people = content.transcribers or content.translators
        words = _("Not yet reviewed by a second person.") if by_people else _("Not yet reviewed by a person.")
        yield Markup('<span class="caution">{}</span>').format(words)


def _off_air(content: Content) -> Iterator[Markup]:
    """What came another way than off the air is labelled before anything is said of its words."""
    words = ""
    if content.recording_origin == RecordingOrigin.UPLOAD:
        words = _("Not verified on air: from a re-upload.")
    elif content.recording_origin == RecordingOrigin.UNKNOWN:
        words = _("Not verified on air: where the recording comes from is not known.")
    if words:
        yield Markup('<span class="caution">{}</span>').format(words)


def people(clip: PublishedClip, handles: Iterable[str]) -> Markup:
    """Printed names; whoever has none is a member of the desk, said once."""
    return name_list(dict.fromkeys(clip.names.get(handle) or _("a member of the desk") for handle in handles))


def _transcribed(clip: PublishedClip, found: Origins) -> Markup:
    content = clip.content
    by = people(clip, content.transcribers)
    if found.machine and content.transcribers:
        return sentence(_("Transcribed by machine, with corrections by %(names)s."), names=by)
    if found.machine:
        return sentence(_("Transcribed by machine."))
    if content.transcribers:
        return sentence(_("Transcribed by %(names)s."), names=by)
    if found.earlier_archive:
        return sentence(_("The transcript comes from the earlier archive."))
    return sentence(_("Transcribed by the desk."))


def _translated(clip: PublishedClip, track: TranslationTrack) -> Markup:
    content = clip.content
    found = origins(one.origin for one in track.renderings if one.text)
    by = people(clip, dict.fromkeys(one.translator for one in track.renderings if one.translator))
    spoken = [language_name(tag) for tag in said_languages(content) if tag != track.language]
    languages = word_list(spoken) if spoken else ""
    if found.people and by and found.machine:
        return sentence(_("Translated by %(names)s and, where a sentence is marked, by machine."), names=by)
    if found.people and by:
        return (
            sentence(_("Translated from %(languages)s by %(names)s."), languages=languages, names=by)
            if languages
            else sentence(_("Translated by %(names)s."), names=by)
        )
    if found.machine:
        return (
            sentence(_("Translated from %(languages)s by machine."), languages=languages)
            if languages
            else sentence(_("Translated by machine."))
        )
    if found.earlier_archive:
        return sentence(_("The translation comes from the earlier archive."))
    return sentence(_("Translated by the desk."))


def _is_in_reader_language(content: Content) -> bool:
    return content.language in said_languages(content)
