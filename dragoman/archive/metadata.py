"""A clip page in the words of machines: search engines, networks, reference managers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from dragoman.archive.quoting import Refusal, quotation_of
from dragoman.archive.reading import Reading, said_languages
from dragoman.archive.transcript import Turn
from dragoman.lib.timecode import format_seconds
from dragoman.publications.content import Content
from dragoman.publications.links import card_path, clip_url, file_path, sentence_path
from dragoman.publications.page import File, PublishedClip
from dragoman.ui.wording import plain_line

_LONGEST_DESCRIPTION = 300
_MOST_PARTS = 50
_ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}

Named = tuple[str, str]


def description_of(content: Content) -> str:
    text = plain_line(content.summary[0] if content.summary else content.intro or content.title)
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + "…"


def media_of(clip: PublishedClip) -> File | None:
    """The file that plays: moving pictures before sound alone."""
    playable = [file for file in clip.files.values() if file.mime.startswith(("video/", "audio/"))]
    return min(playable, key=lambda file: not file.mime.startswith("video/"), default=None)


def poster_of(clip: PublishedClip) -> File | None:
    return next((file for file in clip.files.values() if file.mime.startswith("image/")), None)


def open_graph(clip: PublishedClip, language: str) -> tuple[Named, ...]:
    """``property`` and ``content`` of each Open Graph tag."""
    content, media, poster = clip.content, media_of(clip), poster_of(clip)
    tags = [
        ("og:type", "video.other" if media and media.mime.startswith("video/") else "article"),
        ("og:site_name", settings.SITE_NAME),
        ("og:title", plain_line(content.title)),
        ("og:description", description_of(content)),
        ("og:url", clip_url(content.number, clip.slug, language)),
        ("og:locale", language.replace("-", "_")),
    ]
    if poster:
        tags += [("og:image", _file_url(content, poster)), *_measures("og:image", poster)]
    if media:
        kind = "og:video" if media.mime.startswith("video/") else "og:audio"
        tags += [(kind, _file_url(content, media)), (f"{kind}:type", media.mime), *_measures(kind, media)]
    return tuple(tags)


def sentence_open_graph(clip: PublishedClip, label: str, language: str) -> tuple[Named, ...]:
    """The words of one sentence and their card; nothing for a sentence that is not to be quoted.

    Networks keep a picture by its address, so a corrected sentence has another one.
    """
    quotation = quotation_of(clip, label, language)
    if isinstance(quotation, Refusal):
        return ()
    number, first = clip.content.number, quotation.words[0]
    card = f"{settings.SITE_URL}{card_path(number, quotation.label, language)}?v={clip.digest[:8]}"
    who = ", ".join(part for part in (quotation.speaker, quotation.role) if part)
    return (
        ("og:type", "article"),
        ("og:site_name", settings.SITE_NAME),
        ("og:title", plain_line(first.quoted)[:_LONGEST_DESCRIPTION]),
        ("og:description", plain_line(" · ".join(one for one in (who, *quotation.sources) if one))),
        ("og:url", settings.SITE_URL + sentence_path(number, quotation.label, language)),
        ("og:locale", language.replace("-", "_")),
        ("og:image", card),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", plain_line(first.text)),
    )


def citation_tags(clip: PublishedClip, reading: Reading) -> tuple[Named, ...]:
    """``name`` and ``content`` for reference managers (Highwire Press) and libraries (Dublin Core)."""
    content = clip.content
    url = clip_url(content.number, clip.slug)
    shown = reading.first.language if reading.first else (said_languages(content) or ("",))[0]
    tags = [
        ("citation_title", plain_line(content.title)),
        *(("citation_author", plain_line(voice.name)) for voice in content.voices),
        *(("citation_publisher", plain_line(source.name)) for source in content.sources[:1]),
        ("citation_publication_date", _day(content).replace("-", "/")),
        ("citation_online_date", f"{clip.first_published_at:%Y/%m/%d}"),
        ("citation_language", shown),
        ("citation_public_url", url),
        ("DC.title", plain_line(content.title)),
        ("DC.type", _dublin_core_type(media_of(clip))),
        ("DC.publisher", settings.SITE_NAME),
        *(("DC.source", plain_line(source.name)) for source in content.sources),
        *(("DC.contributor", clip.names[handle]) for handle in content.translators if handle in clip.names),
        ("DC.date", _day(content)),
        ("DC.language", shown),
        ("DC.identifier", f"DRG {content.number}"),
        ("DC.identifier", url),
        *((("DC.rights", plain_line(content.rights)),) if content.rights else ()),
    ]
    return tuple((name, value) for name, value in tags if value)


def structured_data(clip: PublishedClip, turns: tuple[Turn, ...], language: str) -> SafeString:
    """schema.org as JSON-LD, safe inside a script element."""
    return json_ld(_document(clip, turns, language))


def json_ld(document: dict[str, Any]) -> SafeString:  # Any: JSON
    """What says anything of a document, for the inside of a script element."""
    said = {key: value for key, value in document.items() if value}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  nothing in it can close the element


def _document(clip: PublishedClip, turns: tuple[Turn, ...], language: str) -> dict[str, Any]:  # Any: JSON
    content, media, poster = clip.content, media_of(clip), poster_of(clip)
    url = clip_url(content.number, clip.slug, language)
    document: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _kind(media),
        "@id": clip_url(content.number),
        "identifier": f"DRG {content.number}",
        "name": plain_line(content.title),
        "description": description_of(content),
        "url": url,
        "datePublished": clip.first_published_at.isoformat(timespec="seconds"),
        "dateModified": content.published_at.isoformat(timespec="seconds"),
        "inLanguage": list(said_languages(content)),
        "publisher": {"@type": "Organization", "name": settings.SITE_NAME, "url": settings.SITE_URL},
        "translator": [_person(clip.names[one]) for one in content.translators if one in clip.names],
        "about": [plain_line(name) for _, name in content.topics],
        "mentions": [_person(voice.name) for voice in content.voices],
        "publication": [_broadcast(content, source.name) for source in content.sources],
    }
    if media:
        document |= {
            "contentUrl": _file_url(content, media),
            "encodingFormat": media.mime,
            "uploadDate": clip.first_published_at.isoformat(timespec="seconds"),
            "hasPart": list(_parts(turns, url)),
        }
    if poster:
        document["thumbnailUrl"] = [_file_url(content, poster)]
    if content.duration_ms:
        document["duration"] = f"PT{format_seconds(content.duration_ms)}S"
    return document


def _kind(media: File | None) -> str:
    if media is None:
        return "Quotation"
    return "VideoObject" if media.mime.startswith("video/") else "AudioObject"


def _dublin_core_type(media: File | None) -> str:
    if media is None:
        return "Text"
    return "MovingImage" if media.mime.startswith("video/") else "Sound"


def _parts(turns: tuple[Turn, ...], url: str) -> Iterator[dict[str, Any]]:  # Any: JSON
    for turn in turns[:_MOST_PARTS]:
        timed = [one for one in turn.sentences if one.in_ms is not None and one.out_ms is not None]
        if timed and timed[0].in_ms is not None and timed[-1].out_ms is not None:
            yield {
                "@type": "Clip",
                "name": plain_line(turn.part.name or timed[0].cells[0].text)[:100],
                "startOffset": timed[0].in_ms / 1000,
                "endOffset": timed[-1].out_ms / 1000,
                "url": f"{url}?t={format_seconds(timed[0].in_ms)}",
            }


def _broadcast(content: Content, source: str) -> dict[str, Any]:  # Any: JSON
    day = content.aired_at.isoformat(timespec="seconds") if content.aired_at else _day(content)
    event = {
        "@type": "BroadcastEvent",
        "name": plain_line(content.programme) or plain_line(source),
        "startDate": day,
    }
    service = {"@type": "BroadcastService", "name": plain_line(source)}
    return {key: value for key, value in event.items() if value} | {"publishedOn": service}


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": plain_line(name)}


def _day(content: Content) -> str:
    return content.aired_on.isoformat() if content.aired_on else ""


def _file_url(content: Content, file: File) -> str:
    return settings.SITE_URL + file_path(content.number, file.name)


def _measures(kind: str, file: File) -> tuple[Named, ...]:
    if not file.width or not file.height:
        return ()
    return ((f"{kind}:width", str(file.width)), (f"{kind}:height", str(file.height)))
