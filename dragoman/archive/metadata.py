"""A clip page in the words of machines: search engines, networks, reference managers."""

from __future__ import annotations

from django.conf import settings

from dragoman.archive.quoting import Refusal, quotation_of
from dragoman.archive.reading import Reading, said_languages
from dragoman.imprint.selectors import site_name
from dragoman.publications.cards import card_of
from dragoman.publications.content import Content
from dragoman.publications.correcting import is_retracted
from dragoman.publications.embeds import may_be_embedded, shape_of, size_of
from dragoman.publications.links import card_path, clip_url, embed_path, file_path, sentence_path, taken_path
from dragoman.publications.page import File, PublishedClip
from dragoman.publications.sounding import SOUND
from dragoman.search.lists import PLAYABLE
from dragoman.ui.wording import plain_line

_LONGEST_DESCRIPTION = 300

Named = tuple[str, str]


def description_of(content: Content) -> str:
    text = plain_line(content.summary[0] if content.summary else content.intro or content.title)
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rsplit(" ", 1)[0] + "…"


def media_of(clip: PublishedClip) -> File | None:
    """The file that plays; copies made of it for other uses don't count while it is there."""
    playable = [file for file in clip.files.values() if file.mime.startswith(("video/", "audio/"))]
    return min(
        playable,
        key=lambda file: (file.name != PLAYABLE, not file.mime.startswith("video/"), file.name),
        default=None,
    )


def sound_of(clip: PublishedClip) -> File | None:
    """The sound in a file of its own, where it has been made."""
    return clip.files.get(SOUND)


def poster_of(clip: PublishedClip) -> File | None:
    return next((file for file in clip.files.values() if file.mime.startswith("image/")), None)


def open_graph(clip: PublishedClip, language: str) -> tuple[Named, ...]:
    """``property`` and ``content`` of each Open Graph tag."""
    content, media, poster = clip.content, media_of(clip), poster_of(clip)
    tags = [
        ("og:type", "video.other" if media and media.mime.startswith("video/") else "article"),
        ("og:site_name", site_name()),
        ("og:title", plain_line(content.title)),
        ("og:description", description_of(content)),
        ("og:url", clip_url(content.number, clip.slug, language)),
        ("og:locale", language.replace("-", "_")),
    ]
    if poster:
        tags += [("og:image", _file_url(content, poster)), *_measures("og:image", poster)]
    elif card := _strongest_card(clip, language):
        tags += card_tags(card)
    if media:
        kind = "og:video" if media.mime.startswith("video/") else "og:audio"
        tags += [(kind, _file_url(content, media)), (f"{kind}:type", media.mime), *_measures(kind, media)]
    return tuple(tags)


def _strongest_card(clip: PublishedClip, language: str) -> str:
    """The card of the sentence that lists show too, for a clip without a picture; empty without words."""
    label = card_of(clip.content, has_poster=False)["quote_label"]
    if not label or is_retracted(clip.corrections, str(label)):
        return ""
    return _card_url(clip, str(label), language)


def _card_url(clip: PublishedClip, label: str, language: str) -> str:
    """Networks keep a picture by its address, so a corrected sentence has another one."""
    return f"{settings.SITE_URL}{card_path(clip.content.number, label, language)}?v={clip.digest[:8]}"


def card_tags(card: str) -> tuple[Named, ...]:
    return (
        ("og:image", card),
        ("og:image:type", "image/png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
    )


def sentence_open_graph(clip: PublishedClip, label: str, language: str) -> tuple[Named, ...]:
    """The words of one sentence and their card; nothing for a sentence that is not to be quoted."""
    quotation = quotation_of(clip, label, language)
    if isinstance(quotation, Refusal):
        return ()
    number, first = clip.content.number, quotation.words[0]
    who = ", ".join(part for part in (quotation.speaker, quotation.role) if part)
    return (
        ("og:type", "article"),
        ("og:site_name", site_name()),
        ("og:title", plain_line(first.quoted)[:_LONGEST_DESCRIPTION]),
        ("og:description", plain_line(" · ".join(one for one in (who, *quotation.sources) if one))),
        ("og:url", settings.SITE_URL + sentence_path(number, quotation.label, language)),
        ("og:locale", language.replace("-", "_")),
        *card_tags(_card_url(clip, quotation.label, language)),
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
        ("citation_pdf_url", settings.SITE_URL + taken_path(content.number, "pdf") if content.lines else ""),
        ("DC.title", plain_line(content.title)),
        ("DC.type", _dublin_core_type(media_of(clip))),
        ("DC.publisher", site_name()),
        *(("DC.source", plain_line(source.name)) for source in content.sources),
        *(("DC.contributor", clip.names[handle]) for handle in content.translators if handle in clip.names),
        ("DC.date", _day(content)),
        ("DC.language", shown),
        ("DC.identifier", f"DRG {content.number}"),
        ("DC.identifier", url),
        *((("DC.rights", plain_line(content.rights)),) if content.rights else ()),
    ]
    return tuple((name, value) for name, value in tags if value)


def player_card(clip: PublishedClip) -> tuple[Named, ...]:
    """``name`` and ``content`` of the tags by which networks show a clip that plays where they link to it."""
    content, media, poster = clip.content, media_of(clip), poster_of(clip)
    is_film = media is not None and media.mime.startswith("video/") and poster is not None
    if not (is_film and may_be_embedded()):
        is_large = poster is not None or _strongest_card(clip, "")
        return (("twitter:card", "summary_large_image" if is_large else "summary"),)
    size = size_of(shape_of(clip.files, has_words=False))
    return (
        ("twitter:card", "player"),
        ("twitter:title", plain_line(content.title)),
        ("twitter:description", description_of(content)),
        ("twitter:player", settings.SITE_URL + embed_path(content.number)),
        ("twitter:player:width", str(size.width)),
        ("twitter:player:height", str(size.height)),
        *((("twitter:image", _file_url(content, poster)),) if poster else ()),
    )


def _dublin_core_type(media: File | None) -> str:
    if media is None:
        return "Text"
    return "MovingImage" if media.mime.startswith("video/") else "Sound"


def _day(content: Content) -> str:
    return content.aired_on.isoformat() if content.aired_on else ""


def _file_url(content: Content, file: File) -> str:
    return settings.SITE_URL + file_path(content.number, file.name)


def _measures(kind: str, file: File) -> tuple[Named, ...]:
    if not file.width or not file.height:
        return ()
    return ((f"{kind}:width", str(file.width)), (f"{kind}:height", str(file.height)))
