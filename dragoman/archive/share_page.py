"""Everything one can do to pass on a clip or a sentence: copy, link, send, picture, code to scan, frame to paste."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.archive.quote_card import SHAPES, THEMES
from dragoman.archive.quoting import Quotation, quote_text
from dragoman.lib.timecode import format_clock, format_seconds
from dragoman.publications.embeds import Embed, embed_code, may_be_embedded, shape_of, size_of
from dragoman.publications.links import (
    card_path,
    clip_path,
    clip_url,
    moment_url,
    qr_path,
    sentence_path,
    sentence_url,
    share_path,
)
from dragoman.publications.page import PublishedClip
from dragoman.ui import wording
from dragoman.ui.context import furniture
from dragoman.ui.languages import alternates

Context = dict[str, object]

# Plain addresses of theirs: nothing of these networks is loaded, and they learn nothing until a reader goes there.
_NETWORKS = (
    ("Bluesky", "https://bsky.app/intent/compose?{both}"),
    ("Facebook", "https://www.facebook.com/sharer/sharer.php?{u}"),
    ("LinkedIn", "https://www.linkedin.com/sharing/share-offsite/?{url}"),
    ("Reddit", "https://www.reddit.com/submit?{url}&{title}"),
    ("Telegram", "https://t.me/share/url?{url}&{text}"),
    ("WhatsApp", "https://wa.me/?{both}"),
    ("X", "https://x.com/intent/post?{url}&{text}"),
)
_LONGEST_POST = 250


@dataclass(frozen=True, slots=True)
class CardLink:
    name: str
    path: str
    width: int
    height: int


def context_of(clip: PublishedClip, embed: Embed, at_ms: int | None, quotation: Quotation | None) -> Context:
    """For the page of a clip, or, with a quotation, of one sentence of it."""
    content, language = clip.content, wording.reader_language()
    label = quotation.label if quotation else ""
    if quotation is not None and at_ms is None:
        at_ms = quotation.in_ms
    return {
        **furniture(share_path(content.number, label)),
        "clip": clip,
        "content": content,
        "quotation": quotation,
        "label": label,
        "plain_title": wording.plain_line(content.title),
        "clip_path": clip_path(content.number, clip.slug, language),
        "sentence_path": sentence_path(content.number, label, language) if label else "",
        "here": share_path(content.number, label, language),
        "short_address": sentence_url(content.number, label),
        "moment_address": moment_url(content.number, at_ms, content.edition) if at_ms is not None else "",
        "moment": format_clock(at_ms) if at_ms is not None else "",
        "qr_path": qr_path(content.number, label),
        "alternates": alternates(share_path(content.number, label)),
        **_sent(clip, quotation),
        **_framed(clip, embed),
        **(_quoted(quotation) if quotation else {}),
    }


def verbs(clip: PublishedClip) -> Context:
    """For the row of verbs under the picture of a clip."""
    content, language = clip.content, wording.reader_language()
    own = "" if language == settings.LANGUAGE_CODE else language
    whole = Embed(content.number, language=own, edition=content.edition)
    return {
        "share_path": share_path(content.number, "", language),
        **_framed(clip, whole),
        **_sent(clip, None),
    }


def networks(text: str, title: str, url: str) -> tuple[tuple[str, str], ...]:
    """Name and address of each, the text cut to what a post holds."""
    short = text if len(text) <= _LONGEST_POST else text[: _LONGEST_POST - 1].rsplit(" ", 1)[0] + "…"
    parts = {
        "u": urlencode({"u": url}),
        "url": urlencode({"url": url}),
        "text": urlencode({"text": short}),
        "title": urlencode({"title": title}),
        "both": urlencode({"text": f"{short}\n{url}"}),
    }
    return tuple((name, pattern.format(**parts)) for name, pattern in _NETWORKS)


def mail_address(subject: str, body: str) -> str:
    """RFC 6068: spaces as %20, lines ended by %0D%0A."""
    lines = body.replace("\n", "\r\n")
    return f"mailto:?subject={quote(subject)}&body={quote(lines)}"


def _sent(clip: PublishedClip, quotation: Quotation | None) -> Context:
    content, language = clip.content, wording.reader_language()
    title = wording.plain_line(content.title)
    if quotation is None:
        url = clip_url(content.number, clip.slug, language)
        text, body = title, f"{title}\n{url}"
    else:
        # The part after # is not sent to a network: the sentence's own page has its picture.
        url = settings.SITE_URL + sentence_path(content.number, quotation.label, language)
        first = quotation.words[0]
        text = f"{first.quoted} — {quotation.speaker}" if quotation.speaker else first.quoted
        body = quote_text(quotation)
    return {
        "page_url": url,
        "share_text": text,
        "networks": networks(text, title, url),
        "mail_address": mail_address(title, body),
    }


def _quoted(quotation: Quotation) -> Context:
    language = wording.reader_language()
    path = card_path(quotation.number, quotation.label, language)
    names = {
        ("wide", "light"): _("Wide, light"),
        ("wide", "dark"): _("Wide, dark"),
        ("square", "light"): _("Square, light"),
        ("square", "dark"): _("Square, dark"),
    }
    return {
        "quote_text": quote_text(quotation),
        "card_path": path,
        "cards": tuple(
            CardLink(names[shape, theme], f"{path}?{urlencode({'shape': shape, 'theme': theme})}", *measures)
            for shape, measures in SHAPES.items()
            for theme in THEMES
        ),
    }


def _framed(clip: PublishedClip, embed: Embed) -> Context:
    """The code to paste and the choices it was made from; nothing where nobody may embed."""
    if not may_be_embedded():
        return {"embed_code": ""}
    content = clip.content
    size = size_of(shape_of(clip.files, embed.has_words))
    shown = {track.language for track in content.translations if any(one.text for one in track.renderings)}
    shown |= {line.language for line in content.lines if line.text and line.language}
    known = {code for code, _name in settings.LANGUAGES}
    return {
        "embed": embed,
        "embed_code": embed_code(embed, size, wording.plain_line(content.title)),
        "embed_path": embed.path,
        "embed_heights": tuple(size_of(shape_of(clip.files, one)).height for one in (False, True)),
        "embed_start": format_seconds(embed.start_ms) if embed.start_ms is not None else "",
        "embed_end": format_seconds(embed.end_ms) if embed.end_ms is not None else "",
        "embed_languages": tuple((tag, wording.called_by_speakers(tag)) for tag in sorted(shown | known)),
    }
