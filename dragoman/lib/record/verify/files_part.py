"""The files of a bundle: each listed, each the one the ledger names, each manifest about these words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.lib.record.bundle import FORMAT, LIST, README
from dragoman.lib.record.readme import README_TEXT
from dragoman.lib.record.verify.check import Check
from dragoman.lib.record.verify.ledger_part import Document, strict_json
from dragoman.lib.record.verify.result import Broken

_KNOWN = re.compile(
    r"README\.txt|bundle\.json|openings\.json|signatures/credits\.json|editions/[1-9][0-9]*\.(?:lines\.jsonl|json)"
    r"|ledger/(?:lines\.jsonl|proofs\.json|checkpoint\.txt|timestamp\.tsr|checkpoints/[1-9][0-9]*\.txt)"
    r"|keys/[1-9][0-9]*\.vkey|media/[^/]+|tracks/[^/]+\.vtt",
    re.ASCII,
)


def check_list(check: Check) -> None:
    for name in (
        README,
        LIST,
        "ledger/lines.jsonl",
        "ledger/proofs.json",
        "ledger/checkpoint.txt",
        "openings.json",
    ):
        if name not in check.bundle:
            raise Broken(name, "missing")
    told = strict_json(check.bundle.read(LIST), LIST)
    if not isinstance(told, dict) or set(told) != {"format", "number", "ledger", "files"}:
        raise Broken(LIST, "not the list of a bundle")
    if told["format"] != FORMAT or not isinstance(told["number"], int):
        raise Broken(LIST, f"the format is not {FORMAT}")
    files = told["files"]
    unlisted = sorted(set(check.bundle.members) - {LIST} ^ set(files))
    if unlisted:
        raise Broken(unlisted[0], "in the bundle and not in its list, or the other way round")
    for name, member in check.bundle.members.items():
        if not _KNOWN.fullmatch(name):
            raise Broken(name, "nothing of this name belongs in a bundle")
        if name == LIST:
            continue
        stated = files[name]
        if set(stated) != {"sha256", "size"} or stated["size"] != member.size:
            raise Broken(name, "changed: its size is not the one in the list")
        if stated["sha256"] != check.bundle.sha256(name):
            raise Broken(name, "changed: its SHA-256 is not the one in the list")
    if check.bundle.read(README) != README_TEXT.encode():
        raise Broken(README, "not the text of this format")
    check.told, check.number = told, told["number"]
    check.result.number = told["number"]


def check_media(check: Check) -> None:
    for name in check.bundle.under("media"):
        told = _rendition(check, name)
        sha256 = check.bundle.sha256(name)
        if told is None or told["sha256"] != sha256 or told["size_bytes"] != check.bundle.members[name].size:
            raise Broken(name, "not the file the ledger names")
    for name in check.bundle.under("tracks"):
        short = name.removeprefix("tracks/")
        told = check.last("track.published", name=short, edition=check.result.edition)
        if told is None or told["sha256"] != check.bundle.sha256(name):
            raise Broken(name, "not the captions the ledger names")
    _tracks_made_again(check)


def _tracks_made_again(check: Check) -> None:
    if check.tools.make_tracks is None or not check.editions:
        return
    last = check.editions[-1]
    if last.withheld:
        return
    made = check.tools.make_tracks(last.header, last.lines)
    for name in check.bundle.under("tracks"):
        if made.get(name.removeprefix("tracks/")) != check.bundle.read(name):
            raise Broken(name, "not the captions that the edition's words make")


def check_manifests(check: Check) -> None:
    signed = [name for name in check.bundle.under("media") if (_rendition(check, name) or {}).get("manifest")]
    if check.tools.read_manifest is None:
        if signed:
            check.result.notes.append(
                "The manifests in the media were not checked: the library for it is not here."
            )
        return
    digests = {edition.digest for edition in check.editions}
    for name in signed:
        with check.bundle.extracted(name) as path:
            state = check.tools.read_manifest(path)
        told = _rendition(check, name) or {}
        if state["state"] not in {"trusted", "valid, unknown signer"}:
            raise Broken(name, f"its manifest does not hold: {state['problem'] or state['state']}")
        if state["manifest"] != told["manifest"]:
            raise Broken(name, "another manifest than the ledger names")
        quote = state["quote"]
        if not isinstance(quote, Mapping) or quote.get("number") != check.number:
            raise Broken(name, "its manifest names another clip")
        if quote.get("edition_digest") not in digests:
            raise Broken(name, "its manifest names another edition")


def _rendition(check: Check, name: str) -> Document | None:
    """What the ledger said last of a file."""
    short, found = name.removeprefix("media/"), None
    for line in check.lines:
        if line.act in {"rendition.signed", "rendition.published"} and line.detail.get("name") == short:
            found = line.detail
    return found
