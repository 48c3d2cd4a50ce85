"""COinS: a reference inside a page, as OpenURL 1.0 in the title of an empty element.

What link resolvers and older reference managers look for where they don't read the head of the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from dragoman.lib.citation.reference import Reference

_KINDS = {"video": "videoRecording", "audio": "audioRecording"}


def write(reference: Reference) -> str:
    """The context object, to be escaped like any attribute."""
    return urlencode([(key, value) for key, value in _values(reference) if value])


def _values(one: Reference) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", _KINDS.get(one.medium, "webpage")
    yield "rft.title", _clean(one.title)
    yield from (("rft.creator", _clean(name)) for name in one.authors)
    yield from (("rft.contributor", _clean(name)) for name in one.translators)
    yield from (("rft.publisher", _clean(name)) for name in one.sources)
    yield "rft.source", _clean(one.programme)
    yield "rft.date", one.aired.isoformat() if one.aired else ""
    yield "rft.language", one.language
    yield "rft.rights", _clean(one.rights)
    yield "rft.identifier", one.address
    yield "rft.identifier", one.identifier


def _clean(text: str) -> str:
    # A lone surrogate has no place in an address.
    return " ".join(text.encode("utf-8", "replace").decode().split())
