"""A clip page, from a published clip to HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.template.loader import render_to_string

from dragoman.archive import corrections, metadata, share_page, structured_data, words
from dragoman.archive.aired import aired, citation, quote_sources
from dragoman.archive.attribution import attribution
from dragoman.archive.citing.cited import cited_clip
from dragoman.archive.citing.files import FORMS
from dragoman.archive.pictures import player_poster
from dragoman.archive.reading import Reading, reading_for, said_languages
from dragoman.archive.record import edition_kind, exact_length, overridden, provenance, steps_of, taken_out
from dragoman.archive.related import related_clips
from dragoman.archive.summary import linked_summary
from dragoman.archive.taking.offers import offers_of
from dragoman.archive.taking.stated import stated
from dragoman.archive.transcript import Turn, label_at, turns_of
from dragoman.archive.trust import people, trust_sentences
from dragoman.clips.terms import Convention
from dragoman.corrections.selectors import Dispute
from dragoman.corrections.uses import PublicUse
from dragoman.lib.citation import coins
from dragoman.lib.languages import base
from dragoman.lib.timecode import format_clock
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content
from dragoman.publications.links import (
    bundle_path,
    captions_path,
    cite_path,
    cited_path,
    clip_path,
    file_path,
    oembed_url,
    request_path,
    take_path,
)
from dragoman.publications.page import PublishedClip
from dragoman.search.related import Related
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.languages import alternates, prefix

Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader's address says beyond the clip: a translation, a moment, an older edition."""

    language: str
    translation: str = ""
    at_ms: int | None = None
    is_old_edition: bool = False
    left_out_ms: int | None = None
    """A moment of an earlier edition that is not in the clip any more; ``at_ms`` is the next one that is."""
    is_sound: bool = False
    """The player plays the sound alone."""
    appeal: str = ""
    """The sentence that asks for gifts; it changes when the desk says so, and with it the page."""


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    language: str
    path: str
    kind: str
    label: str
    is_default: bool


def render_clip(
    clip: PublishedClip,
    asked: Asked,
    disputes: Iterable[Dispute] = (),
    uses: Iterable[PublicUse] = (),
    related: tuple[Related, ...] = (),
) -> str:
    """The whole page. It is the same for every reader of a language."""
    reading = reading_for(clip.content, asked.language, asked.translation)
    turns = turns_of(clip.content, reading)
    context = {
        **_everywhere(clip),
        **_head(clip, asked),
        **_proof(clip, reading, asked),
        **_away(clip, asked),
        "uses": tuple(uses),
        **_words(clip, reading, turns, asked),
        **_record(clip),
        **share_page.verbs(clip),
        "clip": clip,
        "content": clip.content,
        "summary": linked_summary(clip.content),
        "asked": asked,
        "trust": trust_sentences(clip, reading),
        **corrections.context_of(clip, asked.language, disputes),
        "related": related_clips(related),
        "citation_tags": metadata.citation_tags(clip, reading),
        "structured_data": structured_data.structured_data(clip, turns, asked.language),
    }
    return str(render_to_string("archive/clip.html", context))


def _everywhere(clip: PublishedClip) -> Context:
    path = clip_path(clip.content.number, clip.slug)
    return {**furniture(path), "section": "clip", "is_rtl": wording.page_direction() == "rtl"}


def _head(clip: PublishedClip, asked: Asked) -> Context:
    content = clip.content
    translated = _translated_pages(clip)
    own, default = dict(translated).get(asked.language), translated[0][1]
    return {
        "plain_title": wording.plain_line(content.title),
        "description": metadata.description_of(content),
        "canonical": own or default,
        "canonical_default": default,
        "alternate_urls": translated,
        "clip_path": clip_path(content.number, clip.slug, asked.language),
        "clip_root": clip_path(content.number, "", asked.language),
        "short_address": f"{settings.SITE_URL}/{content.number}",
        "oembed": tuple((form, oembed_url(own or default, form)) for form in ("json", "xml")),
        "open_graph": metadata.open_graph(clip, asked.language),
        "player_card": metadata.player_card(clip),
        "aired": aired(content),
        "sources": tuple((one, wording.source_place(one.country, one.place_name)) for one in content.sources),
        "people": tuple({voice.slug: voice for voice in content.voices}.values()),
    }


def _proof(clip: PublishedClip, reading: Reading, asked: Asked) -> Context:
    content = clip.content
    media, poster, sound = metadata.media_of(clip), metadata.poster_of(clip), metadata.sound_of(clip)
    is_film = media is not None and media.mime.startswith("video/") and not asked.is_old_edition
    if is_film and sound and asked.is_sound:
        media = sound
    return {
        "switch_path": _switch_path(clip, asked) if is_film and sound else "",
        "media": media,
        "media_path": file_path(content.number, media.name) if media else "",
        "has_picture": media is not None and media.mime.startswith("video/"),
        "poster": poster,
        "poster_path": player_poster(content.number) if poster else "",
        "frame_seconds": _frame_seconds(content),
        "tracks": tuple(_caption_tracks(content, reading)) if media else (),
        "score": words.score_html(content),
        "quote_sources": "\n".join(quote_sources(content)),
        "comma": wording.comma_list(("", "")),
    }


def _switch_path(clip: PublishedClip, asked: Asked) -> str:
    """The same page with the sound alone, which loads no picture; from there the one with it."""
    query = {"in": asked.translation} if asked.translation else {}
    query |= {} if asked.is_sound else {"sound": "alone"}
    path = clip_path(clip.content.number, clip.slug, asked.language)
    return f"{path}?{urlencode(query)}" if query else path


def _away(clip: PublishedClip, asked: Asked) -> Context:
    """What stands behind Cite and Download."""
    content, language = clip.content, asked.language
    edition = content.edition if asked.is_old_edition else None
    return {
        "citation": citation(content),
        "stated": stated(clip),
        "cite_path": cite_path(content.number, "", language, edition),
        "cited_path": cited_path(content.number, language),
        "cite_files": tuple(
            (form.mime.partition(";")[0], cite_path(content.number, "", language, edition, ending))
            for ending, form in FORMS.items()
        ),
        "coins": coins.write(cited_clip(clip, language, content.published_at.date())),
        "offers": offers_of(clip),
        "take_path": take_path(content.number, language, edition),
        "request_path": request_path(content.number, language),
    }


def _words(clip: PublishedClip, reading: Reading, turns: tuple[Turn, ...], asked: Asked) -> Context:
    content = clip.content
    landed = label_at(turns, asked.at_ms) if asked.at_ms is not None else ""
    known = content.convention in Convention.values
    return {
        "reading": reading,
        "landed": landed,
        "left_out": format_clock(asked.left_out_ms) if asked.left_out_ms is not None else "",
        "asked_moment": format_clock(asked.at_ms) if asked.at_ms is not None else "",
        "transcript": words.transcript_html(turns, reading, landed, clip),
        "sentence_count": sum(len(turn.sentences) for turn in turns),
        "views": words.views_of(content, reading),
        "other_translations": words.other_translations(content, reading),
        "convention": str(Convention(content.convention).label) if known else content.convention,
    }


def _record(clip: PublishedClip) -> Context:
    content = clip.content
    translated = [one.language for one in content.translations if any(each.text for each in one.renderings)]
    return {
        "steps": steps_of(clip),
        "exact_length": exact_length(clip),
        "editions": tuple((note, edition_kind(note.kind)) for note in reversed(clip.editions)),
        "overrides": overridden(clip),
        "signed_by": people(clip, sorted(clip.signed_by)) if clip.signed_by else "",
        "provenance": provenance(clip),
        "check_file_path": f"{prefix(wording.reader_language())}/check-file",
        "taken_out": taken_out(content),
        "bundle_path": bundle_path(content.number),
        "attribution": attribution(content),
        "spoken_names": wording.word_list(wording.language_name(tag) for tag in said_languages(content)),
        "translated_names": wording.word_list(wording.language_name(tag) for tag in translated),
    }


def _frame_seconds(content: Content) -> str:
    """How long one frame is shown, for stepping; empty without frames."""
    if content.cut is None or not content.duration_ms or not content.cut.frames:
        return ""
    return f"{content.duration_ms / 1000 / content.cut.frames:.6f}"


def _caption_tracks(content: Content, reading: Reading) -> Iterator[CaptionTrack]:
    """Subtitles in each translation, captions in each language heard; the reader's own switched on."""
    shown = reading.first.language if reading.first else (said_languages(content) or ("",))[0]
    for language, is_original in caption_languages(content):
        yield CaptionTrack(
            language=language,
            path=captions_path(content.number, language),
            kind="captions" if is_original else "subtitles",
            label=wording.called_by_speakers(language),
            is_default=language == shown and is_original == (reading.first is None),
        )


def _translated_pages(clip: PublishedClip) -> tuple[tuple[str, str], ...]:
    """``hreflang`` and address in each language of the interface that the words can be read in, default first."""
    content = clip.content
    readable = {track.language.split("-")[0] for track in content.translations}
    readable |= {tag.split("-")[0] for tag in said_languages(content)} | {settings.LANGUAGE_CODE}
    pages = alternates(clip_path(content.number, clip.slug))
    return tuple((one.code, settings.SITE_URL + one.path) for one in pages if base(one.code) in readable)
