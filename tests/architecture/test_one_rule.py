"""What the public may see is said by ``publications.rules`` alone: nobody else asks for the state by name."""

from __future__ import annotations

import re
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "dragoman"
_ASKED = re.compile(
    r"state(?:__in)?\s*(?:=|==|!=|in|not in)\s*[\[({]?\s*(?:Publication|Public)?State\.(?:PUBLISHED|WITHDRAWN)"
)
# The rules; those that set a state; one that asks a tombstone, which the rules have made.
_MAY = {"publications/rules.py", "publications/services.py", "publications/numbering.py", "writings/named.py"}


def test_nobody_but_the_rules_compares_states():
    # Reports, gifts and others have states of their own, by classes of their own.
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if _ASKED.search(text := path.read_text("utf-8"))
        and "dragoman.publications.terms" in text
        and "migrations" not in path.parts
    }
    assert found - _MAY == set()
