"""``dragoman credit``: a translator's or reviewer's own key, and signing with it. Works without the archive."""

from __future__ import annotations

import argparse
import base64
import json
import sys
from pathlib import Path
from typing import Any

from dragoman.console.outcome import Failed
from dragoman.lib.hashing import digest
from dragoman.lib.record.note import BadNote, SigningKey
from dragoman.lib.record.verify.people_part import credit_message


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser("credit", help="sign your credits with your own key", description=__doc__)
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    new = acts.add_parser("new-key", help="draw a key; the file it is in stays with you")
    new.add_argument("name", help="what the key is called: a domain or a pseudonym, without spaces")
    new.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    new.set_defaults(run=_new_key)
    sign = acts.add_parser("sign", help="print your signature under an edition")
    sign.add_argument(
        "edition", type=Path, metavar="EDITION.json", help="the edition's header, as the page gives it"
    )
    sign.add_argument("--key", type=Path, required=True, metavar="FILE")
    sign.add_argument("--role", required=True, choices=["transcriber", "translator", "reviewer", "editor"])
    sign.set_defaults(run=_sign)


def _new_key(options: argparse.Namespace) -> int:
    try:
        key = SigningKey.generate(options.name)
        key.save(options.output)
    except BadNote as error:
        raise Failed(str(error)) from error
    except FileExistsError as error:
        raise Failed(f"{options.output} is there already and is not overwritten.") from error
    except OSError as error:
        raise Failed(f"{options.output} can't be written: {error.strerror}.") from error
    print(key.verifying)
    print(
        f"Give this line to the desk. Keep {options.output} to yourself, and a copy apart.", file=sys.stderr
    )
    return 0


def _sign(options: argparse.Namespace) -> int:
    try:
        key = SigningKey.load(options.key)
        header = options.edition.read_bytes()
        told = json.loads(header)
    except BadNote as error:
        raise Failed(f"{options.key}: {error}") from error
    except (OSError, ValueError) as error:
        raise Failed(f"It can't be read: {error}") from error
    print(f"No. {told.get('number')}, edition {told.get('edition')}, {options.role}:", file=sys.stderr)
    signature = key.sign(credit_message(digest(header), options.role)).signature
    print(base64.b64encode(signature).decode("ascii"))
    return 0
