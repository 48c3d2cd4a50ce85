"""What lists and look-ups keep of an edition: plain values, so that fifty cards are one query."""

from __future__ import annotations

from dragoman.lib.hashing import Json
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content, Line

_QUOTE_LEAST, _QUOTE_MOST = 40, 180
_SUMMARY_MOST = 800

NO_MEDIA: dict[str, Json] = {"has_poster": False, "has_picture": False, "has_media": False}
"""What a list says of a clip whose film is blocked."""


def card_of(content: Content, *, has_poster: bool) -> dict[str, Json]:
    """A clip in a list, with the sentence that shows best what it is about."""
    line, text, language = _quote(content)
    voice = next((voice for voice in content.voices if line and voice.key == line.voice), None)
    return {
        "title": content.title,
        "language": content.language,
        "duration_ms": content.duration_ms,
        "sources": [[s.name, s.slug, s.country, s.place_name] for s in content.sources],
        "programme": content.programme,
        "spoken": list(content.spoken),
        "topics": [[slug, name] for slug, name in content.topics],
        "voices": [[voice.slug, voice.name] for voice in content.voices],
        "roles": [[voice.slug, voice.role] for voice in content.voices if voice.slug and voice.role],
        "quote": text,
        "quote_language": language,
        "quote_speaker": voice.name if voice else "",
        "quote_label": line.label if line else "",
        "quote_in_ms": line.in_ms if line else None,
        "quote_original": _shortened(line.text) if line and line.language != language else "",
        "quote_original_language": line.language if line else "",
        "summary": [_shortened(paragraph, _SUMMARY_MOST) for paragraph in content.summary[:3]],
        "tracks": [[language, is_original] for language, is_original in caption_languages(content)],
        "has_poster": has_poster,
        "has_picture": has_poster,
        "has_media": content.cut is not None,
    }


def words_of(content: Content) -> str:
    """All published words in one text, one sentence a line, for looking them up."""
    parts = [content.title, content.title_original, *content.summary]
    parts += [line.text for line in content.lines]
    parts += [rendering.text for track in content.translations for rendering in track.renderings]
    parts += [voice.name for voice in content.voices]
    return "\n".join(part for part in parts if part).casefold()


def _quote(content: Content) -> tuple[Line | None, str, str]:
    """A translated sentence of a good length by a named speaker, near the middle of the clip; else what there is."""
    if not content.lines:
        return None, "", ""
    lines = {line.label: line for line in content.lines}
    track = next((track for track in content.translations if track.renderings), None)
    pairs: list[tuple[Line, str]] = (
        [(lines[r.of[0]], r.text) for r in track.renderings if r.text and r.of and r.of[0] in lines]
        if track
        else [(line, line.text) for line in content.lines if line.text]
    )
    if not pairs:
        return None, "", ""
    language = track.language if track else ""
    middle = len(pairs) / 2
    best = min(
        enumerate(pairs),
        key=lambda item: (_awkwardness(item[1][1]), not item[1][0].voice, abs(item[0] - middle)),
    )[1]
    return best[0], _shortened(best[1]), language or best[0].language


def _awkwardness(text: str) -> int:
    if len(text) < _QUOTE_LEAST:
        return _QUOTE_LEAST - len(text)
    return max(0, len(text) - _QUOTE_MOST)


def _shortened(text: str, most: int = _QUOTE_MOST) -> str:
    if len(text) <= most:
        return text
    cut = text[:most]
    return (cut[: cut.rindex(" ")] if " " in cut else cut).rstrip(",;:—- ") + " […]"
