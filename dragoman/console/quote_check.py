"""``dragoman quote-check``: are these the words on record?

TEXT is a sentence, a paragraph or an article, plain or HTML; ``-`` reads it from standard input, ``rebuild`` makes the
index anew. The exit status is 0 when every quotation is on record as quoted, 1 when one is not, 2 when nothing could be
checked.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

if TYPE_CHECKING:
    from dragoman.search.quotes.results import Report

_UNREADABLE = 2


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "quote-check", help="check quotations against the archive", description=__doc__
    )
    parser.add_argument("text", nargs="?", metavar="TEXT", help="what to check, - or rebuild")
    parser.add_argument("--file", type=Path, metavar="FILE", help="a text or HTML file to check")
    parser.add_argument("--speaker", default="", metavar="NAME", help="who is said to have spoken")
    parser.add_argument("--number", type=int, metavar="N", help="look in this clip only")
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.text == "rebuild" and options.file is None:
        return _rebuild()
    text = _text(options)
    open_installation()
    from dragoman.search.quotes.article import check_text  # noqa: PLC0415  app ready
    from dragoman.search.quotes.plain import report_json  # noqa: PLC0415  app ready
    from dragoman.search.quotes.request import Request, TooMuch  # noqa: PLC0415  app ready
    from dragoman.search.quotes.terms import NotIndexed  # noqa: PLC0415  app ready
    from dragoman.search.quotes.wording import refused  # noqa: PLC0415  app ready

    try:
        report = check_text(Request(text, options.speaker, options.number))
    except TooMuch as error:
        raise Failed(refused(is_too_long=True), status=_UNREADABLE) from error
    except NotIndexed as error:
        raise Failed(
            "There is no index yet: run dragoman quote-check rebuild.", status=_UNREADABLE
        ) from error
    if not report.results:
        raise Failed("There are no words to check.", status=_UNREADABLE)
    print(json.dumps(report_json(report), ensure_ascii=False) if options.json else _in_words(report))
    return 0 if all(result.is_exact for result in report.results) else 1


def _text(options: argparse.Namespace) -> str:
    if (options.text is None) == (options.file is None):
        raise Failed("Give a text, - or --file, one of them.", status=_UNREADABLE)
    try:
        if options.file is not None:
            return str(options.file.read_bytes().decode("utf-8-sig"))
        if options.text == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
    except OSError as error:
        raise Failed(f"{options.file} can't be read: {error.strerror}.", status=_UNREADABLE) from error
    except UnicodeDecodeError as error:
        raise Failed("The text is not UTF-8: save it as UTF-8 and try again.", status=_UNREADABLE) from error
    return str(options.text)


def _in_words(report: Report) -> str:
    from dragoman.search.quotes.wording import overlooked, remarks, verdict_words  # noqa: PLC0415  app ready

    lines = []
    for result in report.results:
        lines.append(f"{result.verdict}: {result.quotation}")
        lines.append(f"  {' '.join([verdict_words(result), *remarks(result)])}")
        if result.place is not None:
            lines.append(f"  On record: {result.place.text}")
            if result.now:
                lines.append(f"  Now: {result.now}")
            lines.append(f"  {result.place.url}")
    if overlooked(report):
        lines.append(overlooked(report))
    return "\n".join(lines)


def _rebuild() -> int:
    open_installation()
    from dragoman.search.quotes.index import rebuild  # noqa: PLC0415  app ready

    def progress(count: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{count} texts", end="", file=sys.stderr, flush=True)

    print(f"The index holds {rebuild(progress)} texts.")
    return 0
