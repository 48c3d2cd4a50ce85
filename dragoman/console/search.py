"""``dragoman search``: find what was said.

QUESTION is what one would type into the search box; ``rebuild`` makes the index anew beside the one in use. The exit
status is 0 when something was found, 1 when nothing was, 2 when nothing could be asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

if TYPE_CHECKING:
    from dragoman.search.answering.answers import Answer, Hit, Passage, Words

_NOT_ASKED = 2


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("search", help="find what was said", description=__doc__)
    parser.add_argument("question", metavar="QUESTION", help="what to look for, or rebuild")
    parser.add_argument("--best", action="store_true", help="best first, not newest")
    parser.add_argument(
        "--after", default="", metavar="CURSOR", help="the page after; an answer tells its cursor"
    )
    parser.add_argument("--size", type=int, default=20, metavar="N", help="clips to a page, at most 100")
    parser.add_argument(
        "--language", default="en", metavar="TAG", help="in which translation to show sentences"
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    if options.question == "rebuild":
        return _rebuild()
    from dragoman.search.answering.answering import answer  # noqa: PLC0415  app ready
    from dragoman.search.answering.answers import Asked, Order  # noqa: PLC0415  app ready
    from dragoman.search.answering.plain import answer_json  # noqa: PLC0415  app ready
    from dragoman.search.index.port import NoIndex  # noqa: PLC0415  app ready

    asked = Asked(
        question=options.question,
        order=Order.BEST if options.best else Order.NEWEST,
        cursor=options.after,
        size=min(max(options.size, 1), 100),
        language=options.language,
    )
    try:
        found = answer(asked)
    except NoIndex as error:
        raise Failed("There is no index yet: run dragoman search rebuild.", status=_NOT_ASKED) from error
    print(json.dumps(answer_json(found), ensure_ascii=False) if options.json else _in_words(found))
    return 0 if found.hits else 1


def _in_words(found: Answer) -> str:
    lines = [f"{'More than ' if found.is_more else ''}{found.count} clip{'' if found.count == 1 else 's'}"]
    lines += [f"({remark.trouble.value}: {remark.text})" for remark in found.remarks]
    if found.also:
        lines.append(f"Also looked for: {', '.join(found.also)}")
    if found.meant:
        lines.append(f"Did you mean: {found.meant}")
    for hit in found.hits:
        lines += ["", *_hit_lines(hit)]
    if found.cursor:
        lines += ["", f"More: --after {found.cursor}"]
    return "\n".join(lines)


def _hit_lines(hit: Hit) -> list[str]:
    from dragoman.search.answering.plain import passage_url  # noqa: PLC0415  app ready

    lines = [f"No. {hit.number}{f', {hit.aired_on}' if hit.aired_on else ''}"]
    for one in hit.passages:
        lines.append(f"  {_where(one)} {passage_url(hit, one)}".replace("   ", "  "))
        lines += [f"    {_marked(side)}" for side in (one.translation, one.original) if side]
    return [*lines, f"  and {hit.more} more"] if hit.more else lines


def _where(one: Passage) -> str:
    from dragoman.lib.timecode import format_clock  # noqa: PLC0415  app ready

    return " ".join(filter(None, (format_clock(one.in_ms) if one.in_ms is not None else "", one.speaker)))


def _marked(words: Words) -> str:
    """In brackets of their own, which a terminal and a file both show."""
    text = "".join(f"⟦{run.text}⟧" if run.is_hit else run.text for run in words.runs)
    return " ".join(text.split())


def _rebuild() -> int:
    from dragoman.search.index.keeping import rebuild  # noqa: PLC0415  app ready

    def progress(count: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{count} clips", end="", file=sys.stderr, flush=True)

    count = rebuild(progress)
    print(f"The index holds {count} clip{'' if count == 1 else 's'}.")
    return 0
