"""RIS, as EndNote, Zotero and Mendeley read it: one value a line, so no value may hold a line end."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.lib.citation.reference import Reference

_KINDS = {"video": "VIDEO", "audio": "SOUND"}


def write(reference: Reference) -> str:
    """One record, lines ended as the format asks (CR LF)."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _lines(reference)) + "ER  - \r\n"


def _lines(one: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _KINDS.get(one.medium, "ELEC")
    for tag, text in _values(one):
        if value := _line(text):
            yield tag, value


def _values(one: Reference) -> Iterator[tuple[str, str]]:
    yield "ID", one.key
    yield from (("AU", name) for name in one.authors)
    yield from (("A4", name) for name in one.translators)
    yield "TI", one.title
    yield "OP", one.original
    yield "T2", one.container or one.programme
    if one.container:
        yield "T3", one.programme
    yield from (("PB", source) for source in one.sources)
    if one.aired:
        yield "PY", str(one.aired.year)
        yield "DA", f"{one.aired:%Y/%m/%d}"
    yield "ET", str(one.edition)
    yield "DB", one.archive
    yield "AN", one.identifier
    yield "SE", f"s{one.label}" if one.label else ""
    yield "SP", one.at
    yield "M3", one.medium
    yield "LA", one.language
    yield "UR", one.address
    yield "Y2", f"{one.accessed:%Y/%m/%d}"
    yield "C1", f"SHA-256 {one.digest}"
    yield from (("N1", note) for note in one.notes)


def _line(text: str) -> str:
    kept = "".join(
        one if one.isprintable() or one.isspace() or one in "\u200c\u200d" else "\ufffd" for one in text
    )
    return " ".join(kept.split())
