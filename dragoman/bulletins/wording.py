"""The words of a bulletin that depend on who gets it: its subject, why each clip is in it, how to leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from dragoman.bulletins.slots import Part, Slots, part
from dragoman.bulletins.terms import AMENDED, Cadence
from dragoman.imprint.selectors import imprint, site_name
from dragoman.ui import wording

_MOST_NAMED = 3
_LONGEST_SUBJECT = 150
_ITEM_WHY = '<p class="soft" style="margin:6px 0 0;color:#555b66;font:400 13px/20px Arial,sans-serif">{}</p>'
_KEPT = 20_000
_LINK = '<a class="soft" href="{{{{{{%s}}}}}}" style="color:#555b66">{%s}</a>'
_OWN = (
    '<p style="margin:0 0 4px"><b><bdi>{name}</bdi></b>: '
    + " · ".join(_LINK % (place, place) for place in ("stop", "why"))
    + "</p>\n"
)


@lru_cache(maxsize=_KEPT)
def subject(names: tuple[str, ...], counts: tuple[int, int], language: str, site: str) -> str:
    """``Railways, Agriculture: 3 new clips, 1 correction``."""
    with override(language):
        about = wording.comma_list([*names[:_MOST_NAMED], *(["…"] if len(names) > _MOST_NAMED else [])])
        said = counted(counts) if any(counts) else _("nothing new")
        if len(about) > _LONGEST_SUBJECT:
            about = f"{about[:_LONGEST_SUBJECT].rstrip()}…"
        return _("%(about)s: %(what)s") % {"about": about or site, "what": said}


def counted(counts: tuple[int, int]) -> str:
    """``3 new clips, 1 correction``, in the language at hand."""
    fresh, amended = counts
    said = []
    if fresh:
        said.append(ngettext("%(count)d new clip", "%(count)d new clips", fresh) % {"count": fresh})
    if amended:
        said.append(ngettext("%(count)d correction", "%(count)d corrections", amended) % {"count": amended})
    return wording.comma_list(said)


def counts_of(kinds: Sequence[str]) -> tuple[int, int]:
    amended = sum(kind in AMENDED for kind in kinds)
    return len(kinds) - amended, amended


@lru_cache(maxsize=_KEPT)
def why_parts(names: tuple[str, ...], language: str) -> tuple[Part, Part]:
    """Why a clip is for this reader, as HTML and as text. Without names: they were sent it before."""
    with override(language):
        said = (
            _("You asked for: %(names)s") % {"names": wording.comma_list(names)}
            if names
            else _("You were sent this clip before.")
        )
    return part(format_html(_ITEM_WHY, said)), part(f"\n{said}")


def cadence_words(cadence: str) -> str:
    return {
        Cadence.DAILY.value: _("Daily bulletin"),
        Cadence.WEEKLY.value: _("Weekly bulletin"),
        Cadence.AT_ONCE.value: _("At once"),
    }[str(cadence)]


def _leave_words(cadence: str) -> str:
    return {
        Cadence.DAILY.value: _("Stop the daily bulletins"),
        Cadence.WEEKLY.value: _("Stop the weekly bulletins"),
        Cadence.AT_ONCE.value: _("Stop the bulletins sent at once"),
    }[str(cadence)]


@lru_cache(maxsize=100)
def _footer(ending: str, language: str, cadence: str, site: str, postal: str) -> Slots:
    with override(language):
        words = {
            "own": "{{{own}}}",
            "preferences": "{{{preferences}}}",
            "leave": "{{{leave}}}",
            "leave_all": "{{{leave_all}}}",
            "leave_words": _leave_words(cadence),
            "site_name": site,
            "postal_address": ", ".join(postal.split("\n")),
        }
        return Slots(render_to_string(f"bulletins/issue/footer.{ending}", words))


def footer(ending: str, language: str, cadence: str) -> Slots:
    """The end of a mail, as ``html`` or ``txt``, with places for the reader's own links."""
    return _footer(ending, language, str(cadence), site_name(), imprint().postal)


@lru_cache(maxsize=_KEPT)
def own_line(name: str, language: str) -> tuple[Slots, Slots]:
    """One of the reader's subscriptions, with places for the links that end it and that say why."""
    with override(language):
        stop, why = _("Stop this"), _("Why do I get this?")
    html = _OWN.format(name=escape(name), stop=escape(stop), why=escape(why))
    return Slots(html), Slots(f"{name}\n{stop}: {{{{{{stop}}}}}}\n{why} {{{{{{why}}}}}}\n\n")


@lru_cache(maxsize=2_000)
def heading(counts: tuple[int, int], language: str, site: str) -> str:
    with override(language):
        said = counted(counts) if any(counts) else _("nothing new")
        return _("%(about)s: %(what)s") % {"about": site, "what": said}


@lru_cache(maxsize=5_000)
def dateline(cadence: str, day: date, language: str) -> str:
    """``Weekly bulletin, Monday, 15 April 2024``."""
    with override(language):
        return wording.comma_list([cadence_words(cadence), wording.weekday_date(day)])


def named(wishes: Mapping[int, str], why: Sequence[int]) -> tuple[str, ...]:
    return tuple(wishes[pk] for pk in why if pk in wishes)
