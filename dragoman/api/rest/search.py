"""The search of the archive, as its page has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal
from urllib.parse import urlencode

from msgspec import Meta

from dragoman.api.problems import Refused
from dragoman.api.rest.clips import Slug, bad_cursor
from dragoman.api.rest.endpoint import AskedOne
from dragoman.api.rest.telling import api_url
from dragoman.api.rest.values.search import FoundClip, FoundCount, FoundPassage, FoundWords, SearchAnswer
from dragoman.publications.links import clip_url
from dragoman.search.answering import answering
from dragoman.search.answering.answers import KINDS, PAGE, Answer, Asked, Hit, Order, Passage, Words
from dragoman.search.answering.plain import passage_url
from dragoman.search.index.port import NoIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedSearch(AskedOne):
    q: Annotated[
        str,
        Meta(
            max_length=1000,
            pattern=r"^[^\x00]*$",
            description="Words, “phrases”, speaker:name and the like, as in the search box.",
        ),
    ] = ""
    topic: Annotated[Slug, Meta(description="The slug of a topic.")] = ""
    source: Annotated[Slug, Meta(description="The slug of a source.")] = ""
    speaker: Annotated[Slug, Meta(description="The slug of someone heard.")] = ""
    language: Annotated[Slug, Meta(description="A language that is spoken.")] = ""
    country: Annotated[Slug, Meta(description="The country of the source.")] = ""
    year: Annotated[str, Meta(pattern="^([0-9]{4})?$", description="The year of the broadcast.")] = ""
    sort: Annotated[Literal["newest", "best"], Meta(description="Newest first, or what fits best.")] = (
        "newest"
    )
    lang: Annotated[
        Slug, Meta(description="The reader's language: which translation is shown where there are several.")
    ] = "en"
    cursor: Annotated[str, Meta(max_length=200, description="Taken from the “next” of the page before.")] = ""


def search(asked: AskedSearch) -> SearchAnswer:
    if asked.cursor and not (asked.cursor.isascii() and asked.cursor.isdigit() and len(asked.cursor) < 19):
        raise bad_cursor()
    wanted = Asked(
        question=" ".join(asked.q.split()),
        narrowed=tuple((kind, getattr(asked, kind)) for kind in KINDS if getattr(asked, kind)),
        order=Order(asked.sort),
        cursor=asked.cursor,
        size=PAGE,
        language=asked.lang or "en",
    )
    try:
        found = answering.answer(wanted)
    except NoIndex as error:
        words = "The index is being made. Ask again in a minute."
        raise Refused(503, words, headers={"Retry-After": "60"}) from error
    return _told(found, asked)


def _told(found: Answer, asked: AskedSearch) -> SearchAnswer:
    return SearchAnswer(
        question=found.asked.question,
        count=found.count,
        is_more=found.is_more,
        as_of=found.as_of,
        also=tuple(found.also),
        meant=found.meant,
        items=tuple(_clip(hit) for hit in found.hits),
        facets=tuple(FoundCount(one.kind, one.value, one.label, one.count) for one in found.facets),
        next=_next(found, asked) if found.cursor else None,
    )


def _next(found: Answer, asked: AskedSearch) -> str:
    pairs = [("q", found.asked.question), *found.asked.narrowed, ("sort", asked.sort), ("lang", asked.lang)]
    pairs += [("fields", asked.fields), ("cursor", found.cursor)]
    return api_url(f"search?{urlencode([pair for pair in pairs if pair[1]])}")


def _clip(hit: Hit) -> FoundClip:
    return FoundClip(
        number=hit.number,
        url=clip_url(hit.number, hit.slug),
        edition=hit.edition,
        aired_on=hit.aired_on,
        passages=tuple(_passage(hit, one) for one in hit.passages),
        more=hit.more,
        api=api_url(f"clips/{hit.number}"),
    )


def _passage(hit: Hit, passage: Passage) -> FoundPassage:
    return FoundPassage(
        labels=passage.labels,
        url=passage_url(hit, passage),
        in_ms=passage.in_ms,
        out_ms=passage.out_ms,
        speaker=passage.speaker,
        role=passage.role,
        about=passage.about,
        translation=_words(passage.translation),
        original=_words(passage.original),
    )


def _words(words: Words | None) -> FoundWords | None:
    if words is None:
        return None
    hits, at = [], 0
    for run in words.runs:
        if run.is_hit:
            hits.append((at, at + len(run.text)))
        at += len(run.text)
    return FoundWords(words.language, words.text, tuple(hits))
