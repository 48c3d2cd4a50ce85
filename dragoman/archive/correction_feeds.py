"""The list of corrections as feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from django.conf import settings
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive.corrections import fact_in_words, told
from dragoman.archive.record import edition_kind
from dragoman.corrections.selectors import PublicCorrection
from dragoman.imprint.selectors import site_name
from dragoman.lib.quotation_marks import in_quotes
from dragoman.publications.links import clip_url
from dragoman.publications.terms import EditionKind

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Atom(Atom1Feed):
    def latest_post_date(self) -> datetime:
        """Without a date of its own an empty feed would be another one each time it is asked for."""
        return super().latest_post_date() if self.items else _NEVER


def atom(items: tuple[PublicCorrection, ...], path: str) -> bytes:
    feed = _Atom(
        title=f"{site_name()}: {_('Corrections')}",
        link=f"{settings.SITE_URL}/corrections",
        description="",
        feed_url=f"{settings.SITE_URL}{path}",
        language=settings.LANGUAGE_CODE,
        feed_guid=f"{settings.SITE_URL}{path}",
        author_name=site_name(),
    )
    for item in items:
        feed.add_item(
            title=_title(item),
            link=_link(item),
            description=_marked_up(item),
            unique_id=_id(item),
            pubdate=item.at,
            updateddate=item.at,
        )
    return feed.writeString("utf-8").encode()


def json_feed(items: tuple[PublicCorrection, ...], path: str) -> bytes:
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site_name()}: {_('Corrections')}",
        "home_page_url": f"{settings.SITE_URL}/corrections",
        "feed_url": f"{settings.SITE_URL}{path}",
        "language": settings.LANGUAGE_CODE,
        "authors": [{"name": site_name(), "url": settings.SITE_URL}],
        "items": [
            {
                "id": _id(item),
                "url": _link(item),
                "title": _title(item),
                "content_text": _plain(item),
                "content_html": _marked_up(item),
                "date_published": item.at.isoformat(),
                "_correction": _facts(item),
            }
            for item in items
        ],
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _title(item: PublicCorrection) -> str:
    kind = edition_kind(item.note.kind) if item.note else _("Withdrawn")
    named = _("No. %(number)s: %(kind)s") % {"number": item.number, "kind": kind}
    return f"{named}, {item.title}" if item.title else named


def _link(item: PublicCorrection) -> str:
    anchor = f"#correction-{item.note.edition}" if item.note else ""
    return clip_url(item.number, item.slug) + anchor


def _id(item: PublicCorrection) -> str:
    ordinal = item.note.edition if item.note else "withdrawn"
    return f"{settings.SITE_URL}/{item.number}#{ordinal}"


def _plain(item: PublicCorrection) -> str:
    if item.note is None:
        return item.reason
    lines = [item.note.note]
    for sentence in item.note.sentences:
        for side in sentence.sides:
            is_withheld = side.is_withheld or item.note.kind == EditionKind.REDACTION
            old = _("withheld") if is_withheld else in_quotes(side.before, side.language)
            lines.append(
                f"s{sentence.label} ({side.language}): {old} → {in_quotes(side.after, side.language)}"
            )
        lines += [f"s{sentence.label}: {line}" for fact in sentence.facts if (line := fact_in_words(*fact))]
    lines += [
        f"{tag}: {in_quotes(before, tag)} → {in_quotes(after, tag)}"
        for _name, tag, before, after in item.note.texts
    ]
    return "\n".join(line for line in lines if line)


def _marked_up(item: PublicCorrection) -> str:
    """What readers of feeds show: the old words struck, the new ones underlined."""
    if item.note is None:
        return str(Markup("<p>{}</p>").format(item.reason))
    parts = [Markup("<p>{}</p>").format(item.note.note)] if item.note.note else []
    for label, change in told(item.note, settings.LANGUAGE_CODE).changes:
        parts.append(Markup("<p>{}{}</p>").format(f"s{label} " if label else "", change))
    return str(Markup("").join(parts))


def _facts(item: PublicCorrection) -> dict[str, object]:
    if item.note is None:
        return {"number": item.number, "kind": "withdrawal", "reason": item.reason}
    return {
        "number": item.number,
        "edition": item.note.edition,
        "kind": item.note.kind,
        "note": item.note.note,
        "sentences": [one.label for one in item.note.sentences],
    }
