"""``dragoman verify``: is this bundle, sentence or film what it says it is? Asks no database and trusts no server.

WHAT is a bundle, a sentence's proof, a film or picture, the address of any of these or of a clip's page, or a clip's
number on the site given by --site.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from dragoman.console.fetching import CantFetch, fetch
from dragoman.console.outcome import Failed
from dragoman.lib.record.verify.result import UNREADABLE, Result

KNOWN_KEYS = Path("~/.config/dragoman/known_keys")
_MEDIA = {".mp4", ".m4a", ".jpg", ".jpeg", ".png", ".mov", ".wav", ".mp3"}


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "verify", help="check a bundle, a proof or a film, without the archive", description=__doc__
    )
    parser.add_argument("what", metavar="WHAT", help="file, address or number")
    parser.add_argument("--site", default="", metavar="URL", help="the archive that a number is of")
    parser.add_argument(
        "--key",
        action="append",
        default=[],
        metavar="VKEY",
        help="a ledger's or a witness's key you trust; again for more",
    )
    parser.add_argument(
        "--known-keys",
        type=Path,
        default=KNOWN_KEYS,
        metavar="FILE",
        help="a file of keys you trust, one a line",
    )
    parser.add_argument(
        "--anchors", type=Path, metavar="FILE", help="certificates (PEM) you trust to sign films"
    )
    parser.add_argument(
        "--timestamp-roots",
        type=Path,
        metavar="FILE",
        help="certificates (PEM) of authorities whose time stamps you trust",
    )
    parser.add_argument("--json", action="store_true", help="print one object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    trusted = _trusted([*options.key, *_known(options.known_keys)])
    anchors = _read(options.anchors).decode("utf-8", "replace")
    roots = _read(options.timestamp_roots)
    with tempfile.TemporaryDirectory(prefix="dragoman-verify-") as folder:
        try:
            path = _local(options, Path(folder))
        except CantFetch as error:
            raise Failed(str(error), status=2) from error
        if path.suffix.lower() in _MEDIA:
            return _film(path, anchors, as_json=options.json)
        result = _checked(path, trusted, anchors, roots)
    print(json.dumps(result.as_json(), ensure_ascii=False) if options.json else result.in_words())
    return result.status


def _known(path: Path) -> list[str]:
    """Keys a person keeps; lines that begin with # are remarks."""
    try:
        lines = path.expanduser().read_text("utf-8").splitlines()
    except OSError:
        return []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _local(options: argparse.Namespace, folder: Path) -> Path:
    what = str(options.what)
    if what.isascii() and what.isdigit() and not Path(what).exists():
        if not options.site:
            raise CantFetch("Say which archive the number is of: --site https://archive.example")
        return fetch(f"{options.site.rstrip('/')}/clips/{what}/bundle.zip", folder)
    if what.startswith(("http://", "https://")):
        return fetch(_bundle_address(what), folder)
    return Path(what)


def _bundle_address(url: str) -> str:
    """The bundle behind a clip's page; any other address is taken as it is."""
    head, sep, rest = url.partition("/clips/")
    number = rest.split("/")[0].split("?")[0].split("#")[0]
    is_page = sep and number.isdigit() and not rest.split("?")[0].endswith((".zip", ".proof", ".mp4", ".jpg"))
    return f"{head}/clips/{number}/bundle.zip" if is_page else url


def _trusted(keys: list[str]) -> list[str]:
    from dragoman.lib.record.note import BadNote, VerifyingKey  # noqa: PLC0415  slow import

    for key in keys:
        try:
            VerifyingKey.parse(key)
        except BadNote as error:
            raise Failed(f"“{key[:80]}” is no key: {error}", status=2) from error
    return keys


def _read(path: Path | None) -> bytes:
    try:
        return path.read_bytes() if path else b""
    except OSError as error:
        raise Failed(f"{path} can't be read: {error.strerror}.", status=2) from error


def _checked(path: Path, trusted: list[str], anchors: str, roots: bytes) -> Result:
    from dragoman.lib.record.verify.check import Tools  # noqa: PLC0415  slow import
    from dragoman.lib.record.verify.sentence import looks_like_proof, verify_proof  # noqa: PLC0415  slow import
    from dragoman.lib.record.verify.whole import verify_bundle  # noqa: PLC0415  slow import
    from dragoman.publications.tracks import tracks_of  # noqa: PLC0415  slow import

    if not path.is_file():
        return Result(result=UNREADABLE, notes=[f"There is no file {path}."])
    if looks_like_proof(path):
        return verify_proof(path, trusted)
    return verify_bundle(path, trusted, Tools(tracks_of, _manifest_reader(anchors), roots))


def _manifest_reader(anchors: str) -> Any:  # Any: a callable, or None without the library
    try:
        from dragoman.lib.record.manifests import read_manifest  # noqa: PLC0415  optional
    except ImportError:
        return None

    def read(path: Path) -> dict[str, object]:
        state = read_manifest(path, anchors)
        return {
            "state": str(state.state),
            "problem": state.problem,
            "quote": state.quote,
            "manifest": state.manifest,
        }

    return read


def _film(path: Path, anchors: str, *, as_json: bool) -> int:
    from dragoman.lib.record.manifests import read_manifest  # noqa: PLC0415  slow import

    if not path.is_file():
        raise Failed(f"There is no file {path}.", status=2)
    state = read_manifest(path, anchors)
    told = {
        "result": str(state.state),
        "problem": state.problem,
        "signer": state.signer,
        "quote": state.quote,
    }
    if as_json:
        print(json.dumps(told, ensure_ascii=False, default=dict))
    else:
        print(f"{told['result']}" + (f": {state.problem}" if state.problem else ""))
        for name in ("signer", "quote"):
            if told[name]:
                print(f"  {name}: {told[name]}", file=sys.stdout)
    return {"trusted": 0, "broken": 1, "unreadable": 2}.get(str(state.state), 3)
