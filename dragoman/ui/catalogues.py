"""The words of the interface in its languages: found in the source, kept as .po, read by Django as .mo.

Babel does all of it, so that nothing but Python has to be installed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE / "ui" / "locale"

_PYTHON: dict[str, Any] = {  # Any: Babel's own form
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_CALL = re.compile(
    r"\b(?P<name>n?p?gettext|_)\((?P<arguments>(?:[^()'\"]|'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")*)\)"
)
_LITERAL = re.compile(r"u?('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")")


@dataclass(frozen=True, slots=True)
class Message:
    """A text of the interface; ``plural`` and ``context`` are empty for most."""

    text: str
    plural: str
    context: str
    place: str
    line: int


def compile_catalogues(folder: Path = LOCALE) -> int:
    """Write the .mo beside every .po that is newer; the number written."""
    written = 0
    for po in catalogue_files(folder):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        fresh = mo.with_suffix(".mo.new")
        with fresh.open("wb") as file:
            write_mo(file, read_catalogue(po))
        fresh.replace(mo)
        written += 1
    return written


def update_catalogues(folder: Path = LOCALE) -> None:
    """Bring every .po up to the source: new texts come in without a translation, gone ones are dropped."""
    found = Catalog(charset="utf-8")
    for message in messages():
        found.add(
            (message.text, message.plural) if message.plural else message.text,
            context=message.context or None,
            locations=[(message.place, 0)],
        )
    for po in catalogue_files(folder):
        catalogue = read_catalogue(po)
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with po.open("wb") as file:
            write_po(file, catalogue, width=100, sort_by_file=True, include_lineno=False)


def catalogue_files(folder: Path = LOCALE) -> list[Path]:
    return sorted(folder.glob("*/LC_MESSAGES/django.po"))


def read_catalogue(po: Path) -> Catalog:
    with po.open("rb") as file:
        return read_po(file, locale=po.parents[1].name, charset="utf-8", abort_invalid=True)


def messages() -> Iterator[Message]:
    """Every text that Python, Django's templates or Jinja2's ask to have translated."""
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix == ".py":
            yield from _extracted("python", path, _PYTHON)
        elif path.suffix in {".html", ".txt"} and "jinja2" in path.parts:
            yield from _extracted("jinja2.ext:babel_extract", path, _PYTHON)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from _in_template(path)


def _extracted(method: str, path: Path, keywords: dict[str, Any]) -> Iterator[Message]:
    options = {"newstyle_gettext": "true", "trimmed": "true", "encoding": "utf-8"}
    with path.open("rb") as file:
        for line, found, _comments, context in extract(method, file, keywords, (), options):
            text, plural = (found[0], found[1]) if isinstance(found, tuple) else (found, "")
            yield Message(text, plural, context or "", _place(path), line)


def _in_template(path: Path) -> Iterator[Message]:
    """Django turns a template into something like Python; the calls in it are what to translate."""
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call in _CALL.finditer(source):
        literals = [ast.literal_eval(one) for one in _LITERAL.findall(call["arguments"])]
        context = literals.pop(0) if "p" in call["name"].replace("gettext", "") and literals else ""
        if literals:
            plural = literals[1] if call["name"].startswith("n") and len(literals) > 1 else ""
            yield Message(literals[0], plural, context, _place(path), source.count("\n", 0, call.start()) + 1)


def _place(path: Path) -> str:
    return path.relative_to(PACKAGE.parent).as_posix()
