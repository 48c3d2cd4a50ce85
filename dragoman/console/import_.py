"""``dragoman import``: the pages of an older archive come in whole, under their old numbers."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed
from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.pages import PageReport, Refusal, as_json, read_folder, read_page


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("import", help="move in pages of an older archive", description=__doc__)
    parser.add_argument(
        "pages",
        nargs="+",
        type=Path,
        metavar="PAGE",
        help="page, mail, CSV or JSON Lines file, or a folder; - for standard input",
    )
    parser.add_argument("--language", default="en", help="the language the pages are written in")
    parser.add_argument("--dry-run", action="store_true", help="only say what is understood")
    parser.add_argument("--json", action="store_true", help="print one object a clip")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    try:
        language = canonical(options.language)
    except UnknownLanguage as error:
        raise Failed(str(error)) from error
    open_installation()
    refused = 0
    for report in _reports(options.pages):
        for clip in report.clips:
            refused += _take(report.name, clip, language, options)
    return 1 if refused else 0


def _take(name: str, clip: Any, language: str, options: argparse.Namespace) -> int:  # Any: PageClip | Refusal
    if isinstance(clip, Refusal):
        _say(as_json(clip), options.json, f"{name}: not taken in. {clip.reason}")
        return 1
    problem, remark = ("", "") if options.dry_run else _move_in(clip, language)
    warnings = [*clip.warnings, *(said for said in (problem, remark) if said)]
    understood = {**as_json(clip), "warnings": warnings}
    told = f"{name}: number {clip.number or '(next)'}, {clip.title}"
    _say(understood, options.json, told)
    if not options.json:
        for warning in warnings:
            print(f"  ! {warning}", file=sys.stderr)
    return 1 if problem else 0


def _move_in(clip: Any, language: str) -> tuple[str, str]:  # Any: PageClip
    """Why the page did not come in, and what is to be said of one that did; mostly neither."""
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready
    from dragoman.pipeline.moving_in import move_in  # noqa: PLC0415  app ready

    moved = move_in(page=clip, language=language, actor=COMMAND_LINE)
    return moved.problem, moved.remark


def _reports(paths: Iterable[Path]) -> Iterable[PageReport]:
    for path in paths:
        if str(path) == "-":
            yield read_page(sys.stdin.buffer.read(), name="standard input")
        elif path.is_dir():
            yield from read_folder(path)
        else:
            yield read_page(_bytes_of(path), name=path.name)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Failed(f"There is no file {path}.") from error
    except OSError as error:
        raise Failed(f"{path} can't be read: {error.strerror}.") from error


def _say(value: dict[str, Any], as_json_line: bool, sentence: str) -> None:
    print(json.dumps(value, ensure_ascii=False) if as_json_line else sentence)
