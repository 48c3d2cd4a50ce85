"""Word lists, written as people read them."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a text as a set.

    >>> sorted(words("host anchor"))
    ['anchor', 'host']
    """
    return frozenset(listed.split())
