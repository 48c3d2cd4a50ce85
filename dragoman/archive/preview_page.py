"""What stands on the page of a preview: the clip as a reader will have it, and no address that is not there yet."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from dragoman.archive.aired import aired
from dragoman.archive.metadata import media_of, poster_of
from dragoman.archive.reading import reading_for
from dragoman.archive.transcript import turns_of
from dragoman.archive.trust import trust_sentences
from dragoman.lib.wall_clock import shown_at
from dragoman.publications.captions import caption_languages
from dragoman.publications.links import preview_path
from dragoman.publications.models import PreviewLink, Release
from dragoman.publications.previews import previewed
from dragoman.publications.terms import State
from dragoman.ui import wording

Context = dict[str, object]


def preview_context(link: PreviewLink, token: str) -> Context:
    clip = previewed(link)
    content, language = clip.content, wording.reader_language()
    reading = reading_for(content, language, "")
    media, poster = media_of(clip), poster_of(clip)
    return {
        "clip": clip,
        "content": content,
        "plain_title": wording.plain_line(content.title),
        "turns": turns_of(content, reading),
        "trust": trust_sentences(clip, reading),
        "aired": aired(content),
        "sources": tuple((one, wording.source_place(one.country, one.place_name)) for one in content.sources),
        "media": media,
        "media_path": preview_path(token, f"files/{media.name}") if media else "",
        "has_picture": media is not None and media.mime.startswith("video/"),
        "poster_path": preview_path(token, f"files/{poster.name}") if poster else "",
        "tracks": tuple(
            {
                "path": preview_path(token, f"captions/{tag}.vtt"),
                "language": tag,
                "kind": "captions" if is_original else "subtitles",
                "label": wording.called_by_speakers(tag),
            }
            for tag, is_original in (caption_languages(content) if media else ())
        ),
        **_banner(link),
    }


def _banner(link: PreviewLink) -> Context:
    publication = link.publication
    release = Release.objects.filter(publication=publication, failed_at=None).first()
    zone = release.zone if release else settings.DESK_TIMEZONE
    return {
        "link": link,
        "works_until": _told(link.expires_at, zone),
        "is_embargoed": publication.state == State.EMBARGOED and release is not None,
        "is_scheduled": publication.state == State.SCHEDULED and release is not None,
        "until": _told(release.at, release.zone) if release else "",
    }


def _told(at: datetime, zone: str) -> str:
    return f"{shown_at(at, zone):%Y-%m-%d %H:%M} {zone}"
