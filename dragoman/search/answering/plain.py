"""An answer as plain values, for machines and the command line."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from dragoman.publications.links import clip_url
from dragoman.search.answering.answers import Answer, Hit, Passage, Words


def answer_json(answer: Answer) -> dict[str, Any]:  # Any: JSON
    """Everything an answer says. Times in ms; ``cursor`` is that of the next page, empty after the last."""
    return {
        "question": answer.asked.question,
        "narrowed": dict(answer.asked.narrowed),
        "order": answer.asked.order.value,
        "count": answer.count,
        "is_more": answer.is_more,
        "as_of": answer.as_of.isoformat() if answer.as_of else None,
        "also": list(answer.also),
        "meant": answer.meant,
        "remarks": [
            {"trouble": one.trouble.value, "text": one.text, "kind": one.kind} for one in answer.remarks
        ],
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": [
            {"kind": one.kind, "value": one.value, "label": one.label, "count": one.count}
            for one in answer.facets
        ],
        "cursor": answer.cursor,
    }


def passage_url(hit: Hit, passage: Passage) -> str:
    """Where the sentence stands on its clip's page."""
    anchor = f"#s{passage.labels[0]}" if passage.labels else ""
    return clip_url(hit.number, hit.slug, settings.LANGUAGE_CODE) + anchor


def _hit(hit: Hit) -> dict[str, Any]:  # Any: JSON
    return {
        "number": hit.number,
        "url": clip_url(hit.number, hit.slug, settings.LANGUAGE_CODE),
        "edition": hit.edition,
        "aired_on": hit.aired_on.isoformat() if hit.aired_on else None,
        "passages": [_passage(hit, one) for one in hit.passages],
        "more": hit.more,
    }


def _passage(hit: Hit, passage: Passage) -> dict[str, Any]:  # Any: JSON
    return {
        "labels": list(passage.labels),
        "url": passage_url(hit, passage),
        "in_ms": passage.in_ms,
        "out_ms": passage.out_ms,
        "speaker": passage.speaker,
        "role": passage.role,
        "about": passage.about,
        "translation": _words(passage.translation),
        "original": _words(passage.original),
    }


def _words(words: Words | None) -> dict[str, Any] | None:  # Any: JSON
    """``hits`` are the marked stretches, as places of characters in the text."""
    if words is None:
        return None
    hits, at = [], 0
    for run in words.runs:
        if run.is_hit:
            hits.append([at, at + len(run.text)])
        at += len(run.text)
    return {"language": words.language, "text": words.text, "hits": hits}
