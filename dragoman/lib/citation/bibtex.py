"""BibTeX, with the fields that BibLaTeX adds. UTF-8, as every BibTeX of today reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.lib.citation.reference import Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Braces count towards the end of a field even after a backslash, so they are written as commands.
_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_ESCAPES = str.maketrans(_COMMANDS)
# Inside an address nothing is a command, but what would end the field is written as browsers write it.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", '"': "%22"})


def write(reference: Reference) -> str:
    """One ``@misc`` entry, the only kind that every style has a form for."""
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@misc{{{reference.key},\n{fields}}}\n"


def _fields(one: Reference) -> Iterator[tuple[str, str]]:
    yield from _plain({"author": _names(one.authors), "translator": _names(one.translators)})
    # In braces of their own, or a style would write proper names small.
    titles = {"title": one.title, "origtitle": one.original, "booktitle": one.container}
    yield from _plain({name: f"{{{escape(text)}}}" for name, text in titles.items() if text})
    yield from _said({"howpublished": ", ".join(part for part in (*one.sources, one.programme) if part)})
    yield from _said({"type": one.medium, "organization": one.archive, "number": one.identifier})
    if one.aired:
        yield "year", f"{{{one.aired.year}}}"
        yield "month", _MONTHS[one.aired.month - 1]
        yield "date", f"{{{one.aired.isoformat()}}}"
    yield from _said({"version": str(one.edition), "pages": one.at})
    yield from _said({"language": one.language, "origlanguage": one.original_language})
    yield "url", f"{{{_line(one.address).translate(_IN_ADDRESS)}}}"
    yield "urldate", f"{{{one.accessed.isoformat()}}}"
    yield from _said({"note": " ".join(one.notes), "copyright": one.rights})


def _said(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from _plain({name: escape(text) for name, text in fields.items()})


def _plain(fields: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, text in fields.items():
        if text:
            yield name, f"{{{text}}}"


def _names(names: Iterable[str]) -> str:
    """Each in braces of its own, so that no comma and no ``and`` in it is taken for a boundary."""
    return " and ".join(f"{{{escape(name)}}}" for name in names)


def escape(text: str) -> str:
    """Text in which nothing is a command, on one line."""
    return _line(text).translate(_ESCAPES)


def _line(text: str) -> str:
    kept = "".join(one if one.isprintable() or one.isspace() or ord(one) > 127 else "\ufffd" for one in text)
    return " ".join(kept.split())
