"""The search as a page: passages, ways to narrow it, and in words what was not understood."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from dragoman.archive.index_page import Choice, Chosen, FacetGroup, facets_html
from dragoman.archive.jinja import fragment
from dragoman.publications.models import Publication
from dragoman.publications.page import Size
from dragoman.publications.rules import listed
from dragoman.search.answering.addresses import narrowed_by, query_of, with_value
from dragoman.search.answering.answers import KINDS, MOST_RANKED, Answer, FacetCount, Hit, Order, Words
from dragoman.search.asking.tree import Remark, Trouble
from dragoman.search.selectors import poster_size
from dragoman.ui import wording
from dragoman.ui.wording import reader_language

_SHOWN = 6


def passages_of(answer: Answer) -> SafeString:
    """The hits, each with its clip's card; a clip that is no longer published is left out."""
    cards, language = _clips(hit.number for hit in answer.hits), reader_language()
    shown = fragment("hits.html").render(
        hits=[
            (hit, cards[hit.number], wording.long_date(hit.aired_on) if hit.aired_on else "", more_words(hit))
            for hit in answer.hits
            if hit.number in cards
        ],
        language=language,
        run=partial(wording.run_on, page_language=language),
        country=partial(wording.source_place, language=language),
        said=said,
        play=_("Play from %(time)s"),
        corrected=_("corrected"),
        abouts={
            "title": _("Title"),
            "title_original": _("Original title"),
            "summary": _("Summary"),
            "source": _("Source"),
            "topic": _("Topic"),
        },
    )
    return mark_safe(shown)  # noqa: S308  made by Jinja2 with escaping on


def said(words: Words) -> Markup:
    """The text with what was asked for marked."""
    marked = (
        f"<mark>{escape(run.text, quote=False)}</mark>" if run.is_hit else escape(run.text, quote=False)
        for run in words.runs
    )
    return Markup("".join(marked))  # noqa: S704  escaped piece by piece


class _Clip(NamedTuple):
    """What a hit shows of its clip."""

    title: str
    language: str
    sources: tuple[tuple[str, str, str, str], ...]
    has_poster: bool
    has_picture: bool
    has_media: bool
    corrections: int
    poster_size: Size


def _clips(numbers: Iterable[int]) -> dict[int, _Clip]:
    found = Publication.objects.filter(listed(), number__in=list(numbers))
    rows = found.annotate(text=Cast("card", TextField())).values_list("number", "text")
    return {number: _clip(text) for number, text in rows if number is not None}


@lru_cache(maxsize=4_096)
def _clip(card: str) -> _Clip:
    """By the text that was kept, so that a clip that changed is another."""
    kept = json.loads(card)
    return _Clip(
        kept["title"],
        kept["language"],
        tuple((one[0], one[1], one[2], one[3]) for one in kept["sources"]),
        kept["has_poster"],
        kept["has_picture"],
        kept["has_media"],
        kept["corrections"],
        poster_size(kept),
    )


def more_words(hit: Hit) -> str:
    if not hit.more:
        return ""
    return ngettext(
        "%(count)s more sentence in this clip", "%(count)s more sentences in this clip", hit.more
    ) % {"count": wording.decimal(hit.more)}


def count_words(answer: Answer) -> str:
    """True, or "more than"."""
    count = wording.decimal(answer.count)
    if answer.is_more:
        return _("more than %(count)s clips") % {"count": count}
    return ngettext("%(count)s clip", "%(count)s clips", answer.count) % {"count": count}


def order_words(answer: Answer) -> str:
    if answer.asked.order is Order.NEWEST:
        return _("newest first")
    if answer.is_more or answer.count > MOST_RANKED:
        return _("the best %(count)s of them, best first") % {"count": wording.decimal(MOST_RANKED)}
    return _("best first")


def orders_of(answer: Answer) -> tuple[Choice, ...]:
    """Each way to order the clips; the one in use is chosen."""
    names = {Order.NEWEST: _("Newest first"), Order.BEST: _("Best first")}
    return tuple(
        Choice(
            name,
            "",
            _address(query_of(replace(answer.asked, order=order, cursor=""))),
            order is answer.asked.order,
        )
        for order, name in names.items()
    )


def groups_of(answer: Answer) -> tuple[FacetGroup, ...]:
    """What the clips that were found can be narrowed by, each value with how many of them it has."""
    titles = {
        "topic": _("Topic"),
        "source": _("Source"),
        "language": _("Language spoken"),
        "country": _("Country"),
        "speaker": _("Person"),
        "year": _("Year"),
    }
    groups = []
    for kind in KINDS:
        values = [one for one in answer.facets if one.kind == kind]
        if values:
            choices = _choices(answer, kind, values)
            groups.append(
                FacetGroup(titles[kind], choices[:_SHOWN], choices[_SHOWN:], more_words=_others(choices))
            )
    return tuple(groups)


def _others(choices: tuple[Choice, ...]) -> str:
    count = len(choices) - _SHOWN
    return ngettext("%(counter)s more", "%(counter)s more", count) % {"counter": count} if count > 0 else ""


def facets_of(answer: Answer) -> SafeString:
    """The same as the page shows it; empty for none."""
    return facets_html(groups_of(answer))


def chosen_of(answer: Answer) -> tuple[Chosen, ...]:
    """What it is narrowed to, each with the way out."""
    return tuple(
        Chosen(
            _label(kind, value, answer.labels.get((kind, value), "")),
            _address(query_of(narrowed_by(answer.asked, kind, ""))),
        )
        for kind, value in answer.asked.narrowed
    )


def remarks_of(answer: Answer) -> tuple[str, ...]:
    """What was not understood, and what was made of it."""
    return tuple(dict.fromkeys(remark_words(one) for one in answer.remarks))


def remark_words(remark: Remark) -> str:
    return _REMARKS[remark.trouble]() % {"text": remark.text, "kind": remark.kind}


_REMARKS = {
    Trouble.OPEN_QUOTE: lambda: _(
        "A quotation mark is not closed: everything after it is read as one phrase."
    ),
    Trouble.OPEN_BRACKET: lambda: _("A bracket is not closed: it is read as closed at the end."),
    Trouble.STRAY_BRACKET: lambda: _("A closing bracket that closes nothing is left out."),
    Trouble.TOO_DEEP: lambda: _("Brackets go too deep: the innermost are left out."),
    Trouble.TOO_LONG: lambda: _("The question is very long: only its beginning is read."),
    Trouble.TOO_MANY: lambda: _("There are very many words: those from “%(text)s” on are left out."),
    Trouble.STRAY_OPERATOR: lambda: _("“%(text)s” joins nothing here and is left out."),
    Trouble.NEAR_WHAT: lambda: _("“%(text)s” stands between two words or phrases; here it is read as AND."),
    Trouble.TOO_FAR: lambda: _(
        "“%(text)s” is read as NEAR/30: farther apart words are just in the same clip."
    ),
    Trouble.SHORT_BEGINNING: lambda: _(
        "“%(text)s” is too little to look for beginnings: it is read as a word."
    ),
    Trouble.UNKNOWN_FIELD: lambda: _("“%(text)s:” is nothing that can be asked for: it is read as a word."),
    Trouble.EMPTY_FIELD: lambda: _("Nothing stands after “%(text)s:”."),
    Trouble.NO_DATE: lambda: _("“%(text)s” is no date: write 2024, 2024-05 or 2024-05-03."),
    Trouble.DATES_OF_ALL: lambda: _("“%(text)s” holds for the whole question, wherever it stands."),
    Trouble.NO_WORDS: lambda: _("“%(text)s” has no words in it."),
    Trouble.UNKNOWN_VALUE: lambda: _("Nothing here goes by the name “%(text)s”."),
}


def _choices(answer: Answer, kind: str, values: list[FacetCount]) -> tuple[Choice, ...]:
    """Following a chosen value takes it out again."""
    counts = {count: wording.decimal(count) for count in {one.count for one in values}}
    with_it, without = with_value(answer.asked, kind), query_of(narrowed_by(answer.asked, kind, ""))
    return tuple(
        Choice(
            _label(kind, one.value, one.label),
            counts[one.count],
            _address(without if one.is_chosen else with_it(one.value)),
            one.is_chosen,
        )
        for one in values
    )


def _label(kind: str, value: str, label: str) -> str:
    if kind == "language":
        return wording.language_name(value)
    if kind == "country":
        return wording.country_name(value)
    return label or value


def _address(query: str) -> str:
    return f"?{query}" if query else "?"
