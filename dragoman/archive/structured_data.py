"""A clip, and one sentence of it, in schema.org's words: VideoObject, Clip, Quotation and Person as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from dragoman.archive.metadata import description_of, media_of, poster_of
from dragoman.archive.reading import said_languages
from dragoman.archive.transcript import Sentence, Turn
from dragoman.imprint.selectors import site_name
from dragoman.lib.timecode import format_seconds
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content, Line, Source, Voice
from dragoman.publications.embeds import may_be_embedded
from dragoman.publications.links import captions_path, clip_url, embed_path, file_path, sentence_path
from dragoman.publications.page import File, PublishedClip
from dragoman.publications.sentence_record import Side
from dragoman.ui.wording import plain_line

Json = dict[str, Any]  # Any: JSON

_MOST_PARTS = 50
_MOST_QUOTATIONS = 12
"""The page has every word already: these are the ones that a search engine may show."""
_ESCAPES = {
    ord(">"): "\\u003E",
    ord("<"): "\\u003C",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


def structured_data(clip: PublishedClip, turns: tuple[Turn, ...], language: str) -> SafeString:
    """A whole clip, safe inside a script element."""
    content, media = clip.content, media_of(clip)
    url = clip_url(content.number, clip.slug, language)
    document: Json = {
        "@context": "https://schema.org",
        "@type": _kind(media),
        "@id": clip_url(content.number),
        "identifier": f"DRG {content.number}",
        "name": plain_line(content.title),
        "description": description_of(content),
        "url": url,
        "isAccessibleForFree": True,
        "inLanguage": list(said_languages(content)),
        **_dates(clip),
        **_people(clip),
        **_filed(content),
        **_rights(content),
        **_media(clip, media),
        "correction": [_correction(clip, note.edition, note.note) for note in clip.corrections],
        "hasPart": [*(_parts(turns, url) if media else ()), *_quotations(content, turns)],
    }
    return json_ld(document)


def structured_sentence(clip: PublishedClip, line: Line, sides: Iterable[Side]) -> SafeString:
    """One sentence: each translation of it is a quotation, and a translation of what was said."""
    content = clip.content
    url = settings.SITE_URL + sentence_path(content.number, line.label)
    voice = next((one for one in content.voices if one.key == line.voice), None)
    original = _quotation(f"{url}#original", line.text, line.language, voice)
    translated = [
        {
            **_quotation(f"{url}#{side.language}", side.rendering.text, side.language, voice),
            "translationOfWork": {"@id": f"{url}#original"},
            **_translator(clip, side.rendering.translator),
        }
        for side in sides
        if side.rendering.text
    ]
    if not line.text and not translated:
        return SafeString("")
    shown = [one for one in (original, *translated) if one["text"]]
    whole = {
        "isPartOf": {"@id": clip_url(content.number)},
        "identifier": f"DRG {content.number} s{line.label}",
    }
    return json_ld({"@context": "https://schema.org", "@graph": [{**one, **whole} for one in shown]})


def json_ld(document: Json) -> SafeString:
    """What says anything of a document, for the inside of a script element."""
    said = {key: value for key, value in document.items() if value}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  nothing in it can close the element


def _kind(media: File | None) -> str:
    if media is None:
        return "Quotation"
    return "VideoObject" if media.mime.startswith("video/") else "AudioObject"


def _dates(clip: PublishedClip) -> Json:
    return {
        "datePublished": clip.first_published_at.isoformat(timespec="seconds"),
        "dateModified": clip.content.published_at.isoformat(timespec="seconds"),
        "version": str(clip.content.edition),
    }


def _people(clip: PublishedClip) -> Json:
    content = clip.content
    return {
        "publisher": {"@type": "Organization", "name": site_name(), "url": settings.SITE_URL},
        "translator": [_named(clip.names[one]) for one in content.translators if one in clip.names],
        "mentions": [_speaker(voice) for voice in content.voices],
    }


def _filed(content: Content) -> Json:
    return {
        "about": [plain_line(name) for _, name in content.topics],
        "locationCreated": {"@type": "Place", "name": plain_line(content.place)} if content.place else None,
        "publication": [_broadcast(content, source) for source in content.sources],
    }


def _rights(content: Content) -> Json:
    return {"copyrightNotice": plain_line(content.rights), "contentWarning": plain_line(content.advisory)}


def _media(clip: PublishedClip, media: File | None) -> Json:
    content, poster = clip.content, poster_of(clip)
    described: Json = {"thumbnailUrl": [_file_url(content, poster)]} if poster else {}
    if content.duration_ms:
        described["duration"] = f"PT{format_seconds(content.duration_ms)}S"
    if media is None:
        return described
    described |= {
        "contentUrl": _file_url(content, media),
        "encodingFormat": media.mime,
        "contentSize": str(media.size_bytes),
        "sha256": media.sha256,
        "uploadDate": clip.first_published_at.isoformat(timespec="seconds"),
        "caption": [_captions(content, language) for language, _ in caption_languages(content)],
        "potentialAction": {
            "@type": "SeekToAction",
            "target": f"{clip_url(content.number, clip.slug)}?t={{seek_to_second_number}}",
            "startOffset-input": "required name=seek_to_second_number",
        },
    }
    if media.width and media.height:
        described |= {"width": media.width, "height": media.height}
    if may_be_embedded():
        described["embedUrl"] = settings.SITE_URL + embed_path(content.number)
    return described


def _captions(content: Content, language: str) -> Json:
    return {
        "@type": "MediaObject",
        "contentUrl": settings.SITE_URL + captions_path(content.number, language),
        "encodingFormat": "text/vtt",
        "inLanguage": language,
    }


def _correction(clip: PublishedClip, edition: int, note: str) -> Json:
    url = f"{clip_url(clip.content.number, clip.slug)}#correction-{edition}"
    return {"@type": "CorrectionComment", "text": plain_line(note), "url": url}


def _parts(turns: tuple[Turn, ...], url: str) -> Iterator[Json]:
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


def _quotations(content: Content, turns: tuple[Turn, ...]) -> Iterator[Json]:
    """The first sentences of named speakers, each in the language that is read, and as it was said."""
    voices = {voice.name: voice for voice in content.voices}
    spoken = [
        (voices[turn.part.name], one) for turn in turns if turn.part.name in voices for one in turn.sentences
    ]
    told = [(voice, one) for voice, one in spoken if one.cells[0].text and not one.cells[0].is_withheld]
    for voice, one in told[:_MOST_QUOTATIONS]:
        yield _in_both_languages(content, one, voice)


def _in_both_languages(content: Content, one: Sentence, voice: Voice) -> Json:
    first, *beside = one.cells
    url = settings.SITE_URL + sentence_path(content.number, one.label)
    quoted = _quotation(url, first.text, first.language, voice)
    if beside and beside[0].text:
        original = {"@type": "Quotation", "text": beside[0].text, "inLanguage": beside[0].language}
        return {**quoted, "translationOfWork": original}
    return quoted


def _quotation(url: str, text: str, language: str, voice: Voice | None) -> Json:
    quoted: Json = {"@type": "Quotation", "@id": url, "url": url.partition("#")[0], "text": text}
    if language:
        quoted["inLanguage"] = language
    return {**quoted, "spokenByCharacter": _speaker(voice)} if voice else quoted


def _translator(clip: PublishedClip, handle: str) -> Json:
    return {"translator": _named(clip.names[handle])} if handle in clip.names else {}


def _broadcast(content: Content, source: Source) -> Json:
    aired = content.aired_on.isoformat() if content.aired_on else ""
    day = content.aired_at.isoformat(timespec="seconds") if content.aired_at else aired
    event = {
        "@type": "BroadcastEvent",
        "name": plain_line(content.programme) or plain_line(source.name),
        "startDate": day,
    }
    service = {"@type": "BroadcastService", "name": plain_line(source.name)}
    return {key: value for key, value in event.items() if value} | {"publishedOn": service}


def _speaker(voice: Voice) -> Json:
    """With what the person was then."""
    more = {"alternateName": plain_line(voice.name_original), "jobTitle": plain_line(voice.role)}
    return {**_named(voice.name), **{key: value for key, value in more.items() if value}}


def _named(name: str) -> Json:
    return {"@type": "Person", "name": plain_line(name)}


def _file_url(content: Content, file: File) -> str:
    return settings.SITE_URL + file_path(content.number, file.name)
