"""A clip as it stands on other people's pages: the proof, where it comes from, its corrections, the words if asked for.

Read anew at every view, so that a correction shows wherever the clip is embedded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from dragoman.archive.aired import aired
from dragoman.archive.asides import corrected_labels
from dragoman.archive.jinja import fragment
from dragoman.archive.metadata import media_of, poster_of
from dragoman.archive.pictures import player_poster
from dragoman.archive.reading import Reading, reading_for
from dragoman.archive.transcript import Sentence, Turn, turns_of
from dragoman.archive.trust import trust_sentences
from dragoman.imprint.links import accent_path
from dragoman.imprint.selectors import imprint
from dragoman.lib.timecode import format_clock, format_seconds
from dragoman.publications.captions import caption_languages
from dragoman.publications.correcting import GRAVE
from dragoman.publications.embeds import Embed
from dragoman.publications.links import captions_path, clip_path, file_path, report_path
from dragoman.publications.page import PublishedClip
from dragoman.ui import wording

Context = dict[str, object]


def render_embed(clip: PublishedClip, embed: Embed) -> str:
    """The whole page, in the language of the interface that is on."""
    content, language = clip.content, wording.reader_language()
    reading = reading_for(content, embed.language or language, embed.language)
    turns = tuple(excerpt(turns_of(content, reading), embed))
    media = media_of(clip)
    shows_words = embed.has_words or media is None
    context = {
        **frame(embed),
        **_proof(clip, embed, reading),
        **_corrected(clip, language),
        "clip": clip,
        "content": content,
        "plain_title": wording.plain_line(content.title),
        "clip_path": clip_path(content.number, clip.slug, language),
        "report_path": report_path(content.number, "", language),
        "aired": aired(content),
        "sources": tuple((one, wording.source_place(one.country, one.place_name)) for one in content.sources),
        "trust": trust_sentences(clip, reading),
        "part": _part(embed, content.duration_ms),
        "words": _words_html(clip, reading, turns) if shows_words and turns else "",
        "shows_words": shows_words,
    }
    return str(render_to_string("archive/embed.html", context))


def frame(embed: Embed) -> Context:
    """What the page needs of its surroundings, whatever has become of the clip."""
    said = imprint()
    return {
        "site_name": said.name,
        "accent_path": accent_path(said.accent),
        "demonstration": settings.DEMONSTRATION,
        "theme": embed.theme,
    }


def excerpt(turns: tuple[Turn, ...], embed: Embed) -> Iterator[Turn]:
    """The turns with the sentences heard in the part that is embedded; sentences without a time only in the whole."""
    for turn in turns:
        heard = tuple(one for one in turn.sentences if _is_within(one, embed))
        if heard:
            yield replace(turn, sentences=heard)


def _is_within(one: Sentence, embed: Embed) -> bool:
    if not embed.is_part:
        return True
    if one.in_ms is None or one.out_ms is None:
        return False
    is_begun = embed.end_ms is None or one.in_ms < embed.end_ms
    return is_begun and one.out_ms > (embed.start_ms or 0)


def _proof(clip: PublishedClip, embed: Embed, reading: Reading) -> Context:
    content, media, poster = clip.content, media_of(clip), poster_of(clip)
    shown = reading.first.language if reading.first else ""
    tracks = [
        {
            "path": captions_path(content.number, language),
            "language": language,
            "kind": "captions" if is_original else "subtitles",
            "label": wording.called_by_speakers(language),
            "is_default": language == shown and not is_original,
        }
        for language, is_original in caption_languages(content)
    ]
    return {
        "media": media,
        "media_path": file_path(content.number, media.name) + _fragment(embed) if media else "",
        "has_picture": media is not None and media.mime.startswith("video/"),
        "poster_path": player_poster(content.number) if poster else "",
        "tracks": tracks,
    }


def _fragment(embed: Embed) -> str:
    """``#t=14,22``: players keep to it without any script."""
    if not embed.is_part:
        return ""
    end = f",{format_seconds(embed.end_ms)}" if embed.end_ms is not None else ""
    return f"#t={format_seconds(embed.start_ms or 0)}{end}"


def _part(embed: Embed, duration_ms: int | None) -> str:
    """``0:14–0:22 of 2:01`` where only a part is embedded."""
    if not embed.is_part:
        return ""
    last = embed.end_ms if embed.end_ms is not None else duration_ms
    shown = f"{format_clock(embed.start_ms or 0)}–{format_clock(last)}" if last else ""
    whole = format_clock(duration_ms) if duration_ms else ""
    return _("Part: %(part)s of %(whole)s") % {"part": shown, "whole": whole} if shown and whole else ""


def _corrected(clip: PublishedClip, language: str) -> Context:
    grave = [note for note in clip.corrections if note.kind in GRAVE]
    if not grave:
        return {"correction": None}
    count = ngettext("%(count)s correction", "%(count)s corrections", len(grave)) % {
        "count": wording.decimal(len(grave))
    }
    path = clip_path(clip.content.number, clip.slug, language)
    return {
        "correction": grave[-1],
        "correction_count": count if len(grave) > 1 else "",
        "correction_path": f"{path}#correction-{grave[-1].edition}",
    }


def _words_html(clip: PublishedClip, reading: Reading, turns: tuple[Turn, ...]) -> SafeString:
    language, content = wording.reader_language(), clip.content
    html = fragment("embed_words.html").render(
        turns=turns,
        corrected=corrected_labels(clip),
        corrected_name=_("Corrected: see what changed"),
        path=clip_path(content.number, clip.slug, language),
        run=partial(wording.run_on, page_language=language),
        description_run=wording.run_on(content.language, language),
        own=Markup(' lang="{}" dir="{}"').format(language, wording.page_direction()),
        unknown_speaker=_("Speaker not named"),
        no_translation=_("Not translated yet"),
        no_original=_("Original words not set down"),
        withheld=_("Withheld"),
    )
    return mark_safe(html)  # noqa: S308  made by Jinja2 with escaping on
