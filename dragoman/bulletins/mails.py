"""One bulletin to one reader, put together from pieces that are the same for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.bulletins import mime, tokens, wording
from dragoman.bulletins.fragments import Piece, Pieces, frame
from dragoman.bulletins.links import (
    bulletins_path,
    leave_subscription_url,
    leave_url,
    preferences_url,
    why_url,
)
from dragoman.bulletins.models import Subscriber
from dragoman.bulletins.slots import Part, part
from dragoman.bulletins.wishes import Wish
from dragoman.imprint.selectors import site_name

_MOST_BYTES = 88_000
"""Of clips in HTML; some mail programs cut off what is longer than 100 kB altogether."""
_MOST_OWN = 12
_MORE = '<p class="ink"><a class="ink" href="{}" style="font:400 18px/27px Georgia,serif;color:#1b1f27">{}</a></p>'
_PLAIN = '<p class="ink" style="font:400 18px/27px Georgia,serif;color:#1b1f27">{}</p>'


@dataclass(frozen=True, slots=True)
class Told:
    """A clip in a bulletin: its number, what it is there for, and the reader's subscriptions that it is for."""

    number: int
    kind: str
    why: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one reader is sent. ``wishes`` are their subscriptions of the cadence, ``names`` what these are called."""

    reader: Subscriber
    cadence: str
    day: date
    items: tuple[Told, ...]
    wishes: tuple[Wish, ...]
    names: dict[int, str]
    issue: str = ""
    """The key under which it can be read in a browser."""


@dataclass(frozen=True, slots=True)
class Mail:
    subject: str
    html: list[Part]
    text: list[Part]
    headers: tuple[tuple[str, str], ...]

    @property
    def as_html(self) -> str:
        return "".join(one.text for one in self.html)

    @property
    def as_text(self) -> str:
        return "".join(one.text for one in self.text)

    def as_bytes(self, own: Sequence[tuple[str, str]]) -> bytes:
        """Ready to be handed over; ``own`` are the headers that no other copy of it has."""
        return mime.message(
            (*self.headers, *own), (one.data for one in self.text), (one.data for one in self.html)
        )


def issue_url(key: str, language: str) -> str:
    return settings.SITE_URL + bulletins_path(f"issues/{key}", language)


def written_mail(bulletin: Bulletin, pieces: Pieces) -> Mail | None:
    """The whole mail; None where it told of clips, and none of them is there any more."""
    language = bulletin.reader.language
    found = [
        (told, piece)
        for told in bulletin.items
        if (piece := pieces.piece(told.number, told.kind, language)) is not None
    ]
    if bulletin.items and not found:
        return None
    counts = wording.counts_of([told.kind for told, _piece in found])
    shown = _fitting(found)
    site = site_name()
    subject = wording.subject(_subject_names(bulletin, found), counts, language, site)
    heading = wording.heading(counts, language, site)
    html_items, text_items = _items(bulletin, shown, len(found) - len(shown))
    html_date, text_date = _dateline(bulletin)
    html_footer, text_footer = _footers(bulletin)
    html = frame(language, site).around(
        {
            "subject": [part(escape(subject))],
            "preview": [part(escape(_preview(shown)))],
            "heading": [part(escape(heading))],
            "dateline": [html_date],
            "items": html_items,
            "footer": html_footer,
        }
    )
    text = [part(heading), text_date, *text_items, *text_footer]
    return Mail(subject, list(html), text, _headers(bulletin, subject))


def own_headers(reader: Subscriber, delivery: int, at: datetime) -> list[tuple[str, str]]:
    """The headers that only this copy has."""
    return [
        ("To", reader.address),
        ("Date", mime.date_line(at)),
        ("Message-ID", tokens.message_id(delivery)),
    ]


def _headers(bulletin: Bulletin, subject: str) -> tuple[tuple[str, str], ...]:
    """RFC 8058 on every one of them; each value on one line, or folded between two addresses."""
    leave = leave_url(bulletin.reader, bulletin.cadence)
    host = tokens.sender_host()
    name = str(bulletin.cadence).replace(" ", "-")
    found = [
        ("From", mime.sender_line(settings.DEFAULT_FROM_EMAIL)),
        ("Subject", mime.subject_line(subject)),
        ("List-Id", f"<{name}.bulletins.{host}>"),
        (
            "List-Unsubscribe",
            mime.addresses_line(leave, tokens.leave_address(leave.rpartition("/")[2])),
        ),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Precedence", "bulk"),
        ("Auto-Submitted", "auto-generated"),
        ("Content-Language", bulletin.reader.language),
    ]
    if settings.FEEDBACK_ID:
        found.append(("Feedback-ID", f"{bulletin.day:%Y%m%d}:{name}:bulletin:{settings.FEEDBACK_ID}"))
    return tuple(found)


def _fitting(found: list[tuple[Told, Piece]]) -> list[tuple[Told, Piece]]:
    """As many as a mail may hold; one at least."""
    shown: list[tuple[Told, Piece]] = []
    size = 0
    for told, piece in found[: settings.BULLETINS_MOST_CLIPS]:
        size += piece.size
        if shown and size > _MOST_BYTES:
            break
        shown.append((told, piece))
    return shown


def _subject_names(bulletin: Bulletin, found: list[tuple[Told, Piece]]) -> tuple[str, ...]:
    """What the clips are about, in the words of the reader's subscriptions."""
    why = [pk for told, _piece in found for pk in told.why] or [wish.subscription for wish in bulletin.wishes]
    bare = {wish.subscription: wish.about for wish in bulletin.wishes}
    names = (
        bulletin.names.get(pk, "").partition(": ")[2] or bulletin.names.get(pk, "")
        for pk in why
        if pk in bare
    )
    return tuple(dict.fromkeys(name for name in names if name))[:8]


def _items(bulletin: Bulletin, shown: list[tuple[Told, Piece]], more: int) -> tuple[list[Part], list[Part]]:
    language = bulletin.reader.language
    html, text = [], []
    for told, piece in shown:
        html_why, text_why = wording.why_parts(wording.named(bulletin.names, told.why), language)
        html += [piece.html[0], html_why, piece.html[1]]
        text += [piece.text[0], text_why, piece.text[1]]
    if more:
        url = issue_url(bulletin.issue, language)
        with override(language):
            said = _("%(count)d more") % {"count": more}
        html.append(part(format_html(_MORE, url, said)))
        text.append(part(f"{said}\n{url}\n\n"))
    if not shown:
        with override(language):
            said = _("Nothing new was published on what you asked for.")
        html.append(part(format_html(_PLAIN, said)))
        text.append(part(f"{said}\n\n"))
    return html, text


def _preview(shown: list[tuple[Told, Piece]]) -> str:
    return " · ".join(piece.title for _told, piece in shown[:3])[:200]


def _dateline(bulletin: Bulletin) -> tuple[Part, Part]:
    language = bulletin.reader.language
    line = wording.dateline(bulletin.cadence, bulletin.day, language)
    if not bulletin.issue:
        return part(escape(line)), part(f"{line}\n\n")
    url = issue_url(bulletin.issue, language)
    with override(language):
        words = _("Read in the browser")
    link = format_html('{} · <a class="soft" href="{}" style="color:#555b66">{}</a>', line, url, words)
    return part(link), part(f"{line}\n{words}: {url}\n\n")


def _footers(bulletin: Bulletin) -> tuple[list[Part], list[Part]]:
    reader, language = bulletin.reader, bulletin.reader.language
    html_own, text_own = [], []
    for wish in bulletin.wishes[:_MOST_OWN]:
        html_line, text_line = wording.own_line(bulletin.names.get(wish.subscription, ""), language)
        urls = {"stop": leave_subscription_url(wish.token, language), "why": why_url(wish.token, language)}
        html_own.append(html_line.filled(urls))
        text_own.append(text_line.filled(urls))
    urls = {
        "preferences": preferences_url(reader),
        "leave": leave_url(reader, bulletin.cadence),
        "leave_all": leave_url(reader),
    }
    html = wording.footer("html", language, bulletin.cadence).filled({**urls, "own": "".join(html_own)})
    text = wording.footer("txt", language, bulletin.cadence).filled({**urls, "own": "".join(text_own)})
    return [part(html)], [part(text)]
