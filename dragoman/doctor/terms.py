"""What a look finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """``worth_doing`` breaks nothing today; ``wrong`` does, or will with the next mishap."""

    WELL = "well"
    WORTH_DOING = "worth doing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """``key`` is for programs; ``what``, ``said`` and ``advice`` are sentences in the language at hand."""

    key: str
    what: str
    verdict: Verdict
    said: str
    advice: str = ""


def well(key: str, what: str, said: str) -> Finding:
    return Finding(key, what, Verdict.WELL, said)


def worth_doing(key: str, what: str, said: str, advice: str) -> Finding:
    return Finding(key, what, Verdict.WORTH_DOING, said, advice)


def wrong(key: str, what: str, said: str, advice: str) -> Finding:
    return Finding(key, what, Verdict.WRONG, said, advice)
