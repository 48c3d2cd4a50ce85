"""``dragoman ledger``: is the record whole, who signs it, and the life of the keys."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

if TYPE_CHECKING:
    from dragoman.ledger.verifying import Outside


_EPILOG = """
`verify [--against FILE|FOLDER] [--key KEY] [--json]` reads every line once; it ends with 0 when everything holds,
with 1 when it does not, with 2 when what it was to be held against can't be read. `sign` signs the head now.
`keep FOLDER` copies head, keys and hashes for somebody else to keep. `key show|new|rotate|retire ID|lost ID|compromised
ID --since WHEN` is the life of the keys that sign.
"""


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "ledger", help="check and sign the ledger", description=__doc__, epilog=_EPILOG
    )
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    verify = acts.add_parser("verify", help="read every line and hold it against every signed head")
    verify.add_argument(
        "--against",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="a signed head kept elsewhere, or a folder that “keep” made; again for more",
    )
    verify.add_argument(
        "--key", action="append", default=[], metavar="KEY", help="a key you trust; again for more"
    )
    verify.add_argument("--json", action="store_true", help="print one object")
    verify.set_defaults(run=_verify)
    acts.add_parser("sign", help="sign the head now").set_defaults(run=_sign)
    keep = acts.add_parser("keep", help="copy head, keys and hashes into a folder, for somebody else to keep")
    keep.add_argument("folder", type=Path)
    keep.set_defaults(run=_keep)
    key = acts.add_parser("key", help="the keys that sign: show, new, rotate, retire, lost, compromised")
    key.add_argument("what", choices=["show", "new", "rotate", "retire", "lost", "compromised"])
    key.add_argument(
        "id", nargs="?", default="", help="the eight letters and digits in the middle of the key"
    )
    key.add_argument(
        "--since", default="", metavar="WHEN", help="compromised: since when, as 2026-11-24T10:00Z"
    )
    key.set_defaults(run=_key)


def make_key_if_none() -> bool:
    """A new installation gets its key at once, so that its first publication can be checked by anyone."""
    from dragoman.ledger.keeping import KeyInTheWay, make_first_key  # noqa: PLC0415  app ready
    from dragoman.ledger.keys import active_keys, has_key_file  # noqa: PLC0415  app ready
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready

    if has_key_file() or active_keys():
        return False
    try:
        make_first_key(actor=COMMAND_LINE)
    except (KeyInTheWay, OSError) as error:
        raise Failed(f"The ledger's key can't be made: {error}") from error
    return True


def _verify(options: argparse.Namespace) -> int:
    open_installation(guarded=False)  # a missing guard is one of the things that are told
    from dragoman.ledger.verifying import verify_ledger  # noqa: PLC0415  app ready
    from dragoman.lib.record.note import BadNote  # noqa: PLC0415  slow import

    try:
        verdict = verify_ledger(_outside(options))
    except (OSError, BadNote, UnicodeDecodeError) as error:
        raise Failed(f"What the ledger is to be held against can't be read: {error}", status=2) from error
    if options.json:
        print(json.dumps(asdict(verdict), ensure_ascii=False))
    elif verdict.problem:
        at = f" at line {verdict.line}" if verdict.line else ""
        raise Failed(f"The ledger is broken{at}: {verdict.problem}")
    else:
        print(
            f"The ledger is whole: {verdict.size} lines, {verdict.heads} signed heads, root {verdict.root}. "
            f"{verdict.size - verdict.signed} lines are not signed yet."
        )
    return 1 if verdict.problem else 0


def _outside(options: argparse.Namespace) -> Outside:
    from dragoman.ledger.copies import read_copy  # noqa: PLC0415  app ready
    from dragoman.ledger.verifying import Outside  # noqa: PLC0415  app ready
    from dragoman.lib.record.note import VerifyingKey  # noqa: PLC0415  slow import

    return Outside(
        heads=[path.read_text("utf-8") for path in options.against if not path.is_dir()],
        copies=[read_copy(path) for path in options.against if path.is_dir()],
        trusted=[VerifyingKey.parse(text) for text in options.key],
    )


def _keep(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.ledger.copies import keep_copy  # noqa: PLC0415  app ready

    try:
        head = keep_copy(folder=options.folder)
    except OSError as error:
        raise Failed(f"The copy can't be written: {error}") from error
    if head is None:
        raise Failed("No head of this ledger has been signed yet: dragoman ledger sign.")
    print(f"{options.folder} holds the head of {head.size} lines, and its hashes.")
    return 0


def _sign(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.ledger.heads import HeadRefused, sign_head  # noqa: PLC0415  app ready
    from dragoman.ledger.keys import NoKey  # noqa: PLC0415  app ready
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready

    try:
        signed = sign_head(actor=COMMAND_LINE)
    except (HeadRefused, NoKey) as error:
        raise Failed(str(error)) from error
    print(signed.note if signed else "The ledger is empty.", end="")
    return 0


def _key(options: argparse.Namespace) -> int:
    open_installation()
    from dragoman.ledger import keeping  # noqa: PLC0415  app ready
    from dragoman.ledger.keys import NoKey, known_keys  # noqa: PLC0415  app ready
    from dragoman.ledger.terms import COMMAND_LINE  # noqa: PLC0415  app ready

    if options.what == "show":
        for known in known_keys():
            until = f" to {known.last}" if known.last is not None else " on"
            print(f"{known.key}\n  {known.state}, signs from size {known.first}{until}")
        return 0
    acts = {
        "new": lambda: keeping.make_first_key(actor=COMMAND_LINE),
        "rotate": lambda: keeping.rotate_key(actor=COMMAND_LINE),
        "retire": lambda: keeping.retire_key(key_id=options.id, actor=COMMAND_LINE),
        "lost": lambda: keeping.tell_lost(key_id=options.id, actor=COMMAND_LINE),
        "compromised": lambda: keeping.tell_compromised(
            key_id=options.id, since=_moment(options.since), actor=COMMAND_LINE
        ),
    }
    try:
        print(acts[options.what]())
    except (NoKey, keeping.KeyInTheWay) as error:
        raise Failed(str(error)) from error
    return 0


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Failed("Say since when others may have had the key: --since 2026-11-24T10:00Z.") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
