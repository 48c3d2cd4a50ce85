"""``dragoman clip``: a recording goes in, a numbered clip page comes out."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

if TYPE_CHECKING:
    from dragoman.clips.models import Clip
    from dragoman.pipeline.orders import ClipOrder

_LONG = """
Positions are written 0:05, 1:02:06 or 65.25. A speaker is "Name, role", and with a position in front
("0:58 Name, role") speaks from there on. Without --publish the clip waits at the desk as a draft.
"""

_TEXTS = (
    ("--title", "TEXT", "needed: the headline"),
    ("--channel", "NAME", "needed: who aired it"),
    ("--aired", "WHEN", "needed: 2024-04-09 or 2024-04-09T19:00+08:00"),
    ("--in", "TIME", "first moment; the start if left out"),
    ("--out", "TIME", "end; that of the file if left out"),
    ("--country", "CODE", "ISO code (CN) or name of the channel's country"),
    ("--title-original", "TEXT", "the headline in the language spoken"),
    ("--programme", "NAME", "the show it was part of"),
    ("--place", "NAME", "where it was said"),
    ("--summary", "TEXT", "paragraphs with an empty line between them"),
    ("--origin-url", "URL", "where a copy came from"),
    ("--reason", "TEXT", "with --publish: why it may go out unreviewed; readers see it"),
    ("--capture-note", "TEXT", "how it was captured"),
)
_LISTS = (
    ("--spoken", "spoken", "LANGUAGE", "needed: spoken language, BCP 47; again for more"),
    ("--into", "into", "LANGUAGE", "language to translate into; again for more"),
    ("--speaker", "speakers", "WHO", '"Name, role" or "0:58 Name, role"; again for more'),
    (
        "--passage",
        "passages",
        "FROM-TO",
        "a stretch to show, 0:10-0:45; again for more, instead of --in and --out",
    ),
    ("--topic", "topics", "NAME", "topic to file it under; again for more"),
)
# As people call it, and what an order calls it.
_ORIGINS = {"broadcast": "broadcast", "re-upload": "upload", "unknown": "unknown"}
_SWITCHES = (
    ("--without-sound", "the recording is known to have no sound"),
    ("--without-picture", "the recording is known to have no picture"),
    ("--publish", "publish under the next number"),
    ("--json", "print one object"),
)


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "clip", help="make a clip from a recording", description=__doc__, epilog=_LONG
    )
    parser.add_argument("recording", type=Path, metavar="RECORDING", help="a video or sound file")
    for flag, metavar, words in _TEXTS:
        parser.add_argument(
            flag, default="", metavar=metavar, help=words, required=words.startswith("needed:")
        )
    for flag, name, metavar, words in _LISTS:
        parser.add_argument(
            flag,
            dest=name,
            metavar=metavar,
            help=words,
            action="append",
            default=[],
            required=name == "spoken",
        )
    for flag, words in _SWITCHES:
        parser.add_argument(flag, action="store_true", help=words)
    parser.add_argument("--language", default="en", help="language of title and summary")
    parser.add_argument("--convention", default="verbatim", choices=["verbatim", "clean", "excerpts"])
    parser.add_argument(
        "--origin",
        default="",
        choices=list(_ORIGINS),
        help="captured from the broadcast itself, a re-upload by someone else, or not known; the broadcast "
        "if left out",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.console.making import make  # noqa: PLC0415  app ready
    from dragoman.pipeline.orders import OrderRefused  # noqa: PLC0415  app ready

    try:
        clip = make(options.recording, _order(options))
    except OrderRefused as refusal:
        raise Failed(refusal.message) from refusal
    _print(clip, as_json=options.json)
    return 0


def _order(options: argparse.Namespace) -> ClipOrder:
    from dragoman.pipeline.orders import ClipOrder  # noqa: PLC0415  app ready

    told = {
        **vars(options),
        "in_point": getattr(options, "in"),
        "out_point": options.out,
        "origin": _ORIGINS.get(options.origin, ""),
    }
    values = {name: told[name] for name in ClipOrder.__dataclass_fields__ if name in told}
    for name in ("spoken", "into", "speakers", "topics", "passages"):
        values[name] = tuple(values[name])
    return ClipOrder(**values)


def _print(clip: Clip, *, as_json: bool) -> None:
    from dragoman.console.report import report_of  # noqa: PLC0415  app ready

    report = report_of(clip)
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
        return
    for warning in report["warnings"]:
        print(f"  ! {warning}", file=sys.stderr)
    if report["state"] == "published":
        print(f"Published as number {report['number']}: {report['url']}")
    else:
        print(f"A draft waits at the desk: {report['url']}")
