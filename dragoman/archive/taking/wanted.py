"""Which languages a reader takes away: ``?lang=en``, ``?lang=original``, ``?lang=en,original``, ``?lang=both``."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.archive.reading import Reading, reading_for, said_languages
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.publications.content import Content, TranslationTrack

ORIGINAL = "original"
BOTH = "both"


class NotThere(LookupError):
    """The edition has no words in a language asked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Languages in order, mostly one or two; an empty one stands for what was said, in whichever language."""

    languages: tuple[str, ...]

    @property
    def name(self) -> str:
        """For the name of a file: ``en``, ``original``, ``en-original``."""
        return "-".join(language or ORIGINAL for language in self.languages)

    @property
    def query(self) -> str:
        """What stands in the address: ``en,original``."""
        return ",".join(language or ORIGINAL for language in self.languages)


ALL = 0
"""As many columns as there are languages."""


def usual(content: Content, reader_language: str, *, columns: int) -> Wanted:
    """What the reader's own page shows, in one column, in both, or ``ALL`` there is.

    Raises ``NotThere`` where nothing is set down.
    """
    reading = reading_for(content, reader_language)
    first = reading.first.language if reading.first else ""
    if not first and not any(line.text for line in content.lines):
        raise NotThere("Nothing has been set down yet.")
    if columns == ALL:
        tracks = [one.language for one in content.translations if _track(content, one.language)]
        return Wanted((*tracks, *([""] if any(line.text for line in content.lines) else [])))
    if columns == 1 or not reading.has_beside:
        return Wanted((first,))
    return Wanted((first, reading.beside.language if reading.beside else ""))


def wanted_in(content: Content, asked: str, reader_language: str, *, columns: int) -> Wanted:
    """What ``?lang=`` asks for; without it what the reader's page shows. Raises ``NotThere``."""
    asked = asked.strip()[:80]
    if not asked:
        return usual(content, reader_language, columns=columns)
    if asked.lower() == BOTH:
        return usual(content, reader_language, columns=2)
    languages = tuple(dict.fromkeys(_language(content, part.strip()) for part in asked.split(",")))
    if len(languages) > 2:
        raise NotThere("At most two languages stand together.")
    return Wanted(languages)


def reading_of(content: Content, wanted: Wanted) -> Reading:
    """The same as columns of a page. A language spoken stands for everything that was said.

    Raises ``NotThere`` for two translations: a page sets one beside the original.
    """
    tracks = [_track(content, language) for language in wanted.languages]
    if len(tracks) == 1:
        return Reading(tracks[0], False, None)
    first, beside = tracks
    if first is not None and beside is not None:
        raise NotThere("One translation stands beside what was said: ask for them one by one.")
    if first is None and beside is None:
        return Reading(None, False, None)
    return Reading(first, True, beside)


def _language(content: Content, asked: str) -> str:
    if asked.lower() == ORIGINAL:
        if not any(line.text for line in content.lines):
            raise NotThere("The words in the original language are not at hand.")
        return ""
    try:
        tag = canonical(asked)
    except UnknownLanguage as error:
        raise NotThere(str(error)) from error
    if _track(content, tag) is None and tag not in said_languages(content):
        raise NotThere(f"The edition has no words in {tag}.")
    return tag


def _track(content: Content, language: str) -> TranslationTrack | None:
    found = (track for track in content.translations if language and track.language == language)
    return next((track for track in found if any(one.text for one in track.renderings)), None)
