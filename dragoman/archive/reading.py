"""Which words a reader is shown first, and which beside them."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.lib.languages import UnknownLanguage, same_language
from dragoman.publications.content import Content, TranslationTrack


@dataclass(frozen=True, slots=True)
class Reading:
    """Two columns of words; ``None`` as the track of a column stands for what was said itself."""

    first: TranslationTrack | None
    has_beside: bool
    beside: TranslationTrack | None

    @property
    def translation(self) -> TranslationTrack | None:
        """The translation on the page, in whichever column."""
        return self.first or self.beside


def reading_for(content: Content, language: str, asked: str = "") -> Reading:
    """The columns for a reader of ``language``.

    The translation asked for comes first; else the reader's own language, translated or spoken; else the language
    the clip is described in; else whatever there is. The original stands beside its translation.
    """
    tracks = [track for track in content.translations if any(one.text for one in track.renderings)]
    has_original = any(line.text for line in content.lines)
    wanted = _track(tracks, asked) or _track(tracks, language)
    if wanted is None and has_original and _is_spoken(content, language):
        return Reading(None, bool(tracks), tracks[0] if tracks else None)
    wanted = wanted or _track(tracks, content.language) or (tracks[0] if tracks else None)
    return Reading(wanted, wanted is not None and has_original, None)


def said_languages(content: Content) -> tuple[str, ...]:
    """The languages of the words set down, in the order they are heard; what was announced where none are."""
    return tuple(dict.fromkeys(line.language for line in content.lines if line.text and line.language)) or (
        content.spoken
    )


def _track(tracks: list[TranslationTrack], language: str) -> TranslationTrack | None:
    exact = next((track for track in tracks if track.language == language), None)
    return exact or next((track for track in tracks if _same(track.language, language)), None)


def _is_spoken(content: Content, language: str) -> bool:
    return any(_same(tag, language) for tag in said_languages(content))


def _same(one: str, other: str) -> bool:
    try:
        return bool(one and other) and same_language(one, other)
    except UnknownLanguage:
        return False
