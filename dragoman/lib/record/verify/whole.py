"""Verifying a bundle: step by step, the first failure is the answer."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dragoman.lib.hashing import Json, canonical, digest
from dragoman.lib.record.bundle import FORMAT, LIST, BadContainer, Bundle, Unreadable
from dragoman.lib.record.note import WITNESS, Checkpoint
from dragoman.lib.record.verify.check import Check, Tools, required
from dragoman.lib.record.verify.edition_part import check_editions
from dragoman.lib.record.verify.files_part import check_list, check_manifests, check_media
from dragoman.lib.record.verify.ledger_part import (
    check_history,
    proved_lines,
    read_head,
    read_keys,
    read_proofs,
    signers,
)
from dragoman.lib.record.verify.outside_part import check_cosignatures, check_timestamp, counts, stolen_since
from dragoman.lib.record.verify.people_part import check_credits, check_openings
from dragoman.lib.record.verify.result import BROKEN, UNKNOWN_SIGNER, UNREADABLE, Broken, Result


def verify_bundle(path: Path, trusted: Sequence[str] = (), tools: Tools | None = None) -> Result:
    """Whether everything in a bundle holds together and is signed by a key one trusts.

    ``trusted`` are verifying keys as text. The key inside the bundle never makes it "verified".
    """
    result = Result()
    try:
        with Bundle(path) as bundle:
            check = Check(bundle, trusted, tools or Tools(), result)
            for name, step in _STEPS:
                with _blamed(name):
                    step(check)
            _judge(check)
    except Unreadable as error:
        result.result = UNREADABLE
        result.notes.append(str(error))
    except BadContainer as error:
        result.result, result.broken = BROKEN, _at("container", Broken("bundle", str(error)))
    except Broken as broken:
        result.result, result.broken = BROKEN, broken
    return result


@contextmanager
def _blamed(step: str) -> Iterator[None]:
    try:
        yield
    except Broken as broken:
        broken.step = broken.step or step
        raise
    except (KeyError, TypeError, AttributeError, IndexError, ValueError, RecursionError) as error:
        if isinstance(error, BadContainer | Unreadable):
            raise
        # A well-signed bundle that says something in a shape nobody writes: never a traceback, never a yes.
        raise _at(
            step, Broken("bundle", f"something in it is not written as it should be ({error})")
        ) from error


def _at(step: str, broken: Broken) -> Broken:
    broken.step = broken.step or step
    return broken


def _keys(check: Check) -> None:
    check.keys = read_keys({name: check.bundle.read(name) for name in check.bundle.under("keys")})


def _checkpoint(check: Check) -> None:
    file = "ledger/checkpoint.txt"
    note, head = read_head(check.bundle.read(file), file)
    check.signers = signers(note, check.keys.values(), file, head.origin)
    check_cosignatures(check, note)
    if check.told["ledger"] != {"origin": head.origin, "size": head.size}:
        raise Broken(LIST, "it speaks of another ledger, or of another size of it")
    check.head = head
    check.result.origin, check.result.size = head.origin, head.size


def _ledger_lines(check: Check) -> None:
    file = "ledger/lines.jsonl"
    head = required(check.head)
    check.proofs = read_proofs(check.bundle.read("ledger/proofs.json"), head)
    check.lines = proved_lines(check.bundle.read(file), check.proofs, head, file)
    about = {f"number:{check.number}", "ledger"}
    for line in check.lines:
        if line.subject not in about:
            raise Broken(file, "a line about something else", line=line.row)


def _history(check: Check) -> None:
    earlier = {name: check.bundle.read(name) for name in check.bundle.under("ledger/checkpoints")}
    check_history(earlier, check.proofs, required(check.head), list(check.keys.values()))
    told = {line.detail["key"] for line in check.lines if line.act == "key.added"}
    vouched = [key for key in check.signers if key.kind != WITNESS and str(key) in told]
    if not vouched:
        raise Broken("keys", "the ledger never told of the key that signs it")


def _editions(check: Check) -> None:
    files = {name: check.bundle.read(name) for name in check.bundle.under("editions")}
    check.editions = check_editions(files, check.lines, check.number)
    if check.editions:
        last = check.editions[-1]
        check.result.edition = last.ordinal
        check.result.withheld = sum(edition.withheld for edition in check.editions)


_STEPS: tuple[tuple[str, Callable[[Check], None]], ...] = (
    ("list", check_list),
    ("keys", _keys),
    ("checkpoint", _checkpoint),
    ("ledger lines", _ledger_lines),
    ("history", _history),
    ("editions", _editions),
    ("media, tracks", check_media),
    ("manifests", check_manifests),
    ("openings", check_openings),
    ("credits", check_credits),
    ("time stamp", check_timestamp),
)


def _judge(check: Check) -> None:
    result = check.result
    ours = [key for key in check.signers if key.kind != WITNESS]
    known = [key for key in ours if str(key) in set(check.trusted)]
    counted = [key for key in known if counts(check, key)]
    result.key = str((counted or known or ours)[0])
    if known and not counted:
        result.result = UNKNOWN_SIGNER
        result.notes.append(
            f"The key that signed it may have been in other hands since {stolen_since(check, known[0])}, and nobody "
            "you trust had seen this head before."
        )
    elif not known:
        result.result = UNKNOWN_SIGNER
        result.notes.append(
            "Everything holds together, but you have not said that you trust the key that signed it."
        )
    if check.last("publication.withdrawn") is not None:
        result.notes.append("The clip was withdrawn.")
    if result.withheld:
        result.notes.append(f"{result.withheld} sentences are withheld; their hashes stand in their places.")
    lost = {
        line.detail["key"]: line.act for line in check.lines if line.act in {"key.lost", "key.compromised"}
    }
    for key in ours:
        if str(key) in lost:
            result.notes.append(f"The ledger says of this key: {lost[str(key)].removeprefix('key.')}.")


def list_of(number: int, head: Checkpoint, contents: Mapping[str, bytes | Path]) -> bytes:
    """``bundle.json`` for these files."""
    files: dict[str, Json] = {}
    for name, content in contents.items():
        if isinstance(content, Path):
            with content.open("rb") as file:
                sha256, size = hashlib.file_digest(file, "sha256").hexdigest(), content.stat().st_size
        else:
            sha256, size = digest(content), len(content)
        files[name] = {"sha256": sha256, "size": size}
    return canonical(
        {
            "format": FORMAT,
            "number": number,
            "ledger": {"origin": head.origin, "size": head.size},
            "files": files,
        }
    )
