"""A report as JSON, the same on every face."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from dragoman.search.quotes.results import Report, Result
from dragoman.search.quotes.wording import overlooked, remarks, verdict_words


def report_json(report: Report) -> dict[str, Any]:  # Any: JSON
    return {
        "as_of": report.as_of.isoformat(timespec="seconds"),
        "quotations": [_result(one) for one in report.results],
        "counts": report.counts,
        "not_checked": report.more,
        "note": overlooked(report),
    }


def _result(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = {
        "quotation": result.quotation,
        "verdict": str(result.verdict),
        "is_exact": result.is_exact,
        "words": verdict_words(result),
        "remarks": list(remarks(result)),
        "record": asdict(result.place) if result.place else None,
        "difference": [{"fate": piece.fate, "text": piece.text} for piece in result.difference],
        "edits": result.edits,
        "goes_on": {"before": result.before, "after": result.after},
        "left_out": [asdict(one) for one in result.left_out],
        "inserted": list(result.inserted),
    }
    if result.join:
        found["join"] = {"how": str(result.join), "cut_ms": result.cut_ms}
    if result.until:
        found["superseded"] = {"until": result.until, "note": result.note, "now": result.now}
    if result.withdrawn is not None:
        found["withdrawn"] = {"number": result.withdrawn, "at": result.withdrawn_at, "reason": result.reason}
    if result.named:
        found["seems_attributed_to"] = list(result.named)
    return found
