"""The proof of one sentence: its leaves, the edition they stand in, and the path to the signed head of the ledger."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dragoman.lib.hashing import Json, canonical, digest
from dragoman.lib.record import merkle
from dragoman.lib.record.edition import Leaf, NotAnEdition, line_hash, parse_header, parse_leaf
from dragoman.lib.record.merkle import BadProof
from dragoman.lib.record.note import WITNESS, VerifyingKey
from dragoman.lib.record.verify.ledger_part import LINE_FIELDS, read_head, read_path, signers, strict_json
from dragoman.lib.record.verify.result import BROKEN, UNKNOWN_SIGNER, UNREADABLE, Broken, Result

FORMAT = "dragoman-sentence/1"
_MOST_BYTES = 4 * 2**20
_FIELDS = {
    "format",
    "number",
    "label",
    "edition",
    "leaves",
    "ledger_line",
    "ledger_path",
    "checkpoint",
    "keys",
}


def looks_like_proof(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(1) == b"{"


def sentence_proof(parts: Mapping[str, Json]) -> bytes:
    """The file, from its parts."""
    return canonical({"format": FORMAT, **parts})


def verify_proof(path: Path, trusted: Sequence[str] = ()) -> Result:
    """Whether the sentence stands in the edition, the edition in the ledger, and the ledger under a signed head."""
    result = Result()
    try:
        if path.stat().st_size > _MOST_BYTES:
            return Result(result=UNREADABLE, notes=["The file is too large for a sentence's proof."])
        _verify(path.read_bytes(), trusted, result)
    except Broken as broken:
        result.result, result.broken = BROKEN, broken
    except OSError as error:
        return Result(result=UNREADABLE, notes=[str(error)])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        result.result = BROKEN
        result.broken = Broken("proof", f"something in it is not written as it should be ({error})")
    return result


def _verify(data: bytes, trusted: Sequence[str], result: Result) -> None:
    proof = strict_json(data, "proof")
    if not isinstance(proof, dict) or set(proof) != _FIELDS or proof["format"] != FORMAT:
        raise Broken("proof", f"the format is not {FORMAT}")
    header = _header(proof)
    result.number, result.edition = proof["number"], header["edition"]
    for leaf in proof["leaves"]:
        _leaf(leaf, header, str(proof["label"]))
    line = _ledger_line(proof, header)
    keys = [VerifyingKey.parse(key) for key in proof["keys"]]
    note, head = read_head(proof["checkpoint"].encode(), "checkpoint")
    found = signers(note, keys, "checkpoint", head.origin)
    path = read_path(proof["ledger_path"], "ledger_path")
    try:
        root = merkle.root_from_inclusion(
            merkle.leaf_hash(proof["ledger_line"].encode()), line["seq"] - 1, head.size, path
        )
    except BadProof as error:
        raise Broken("ledger_line", "not in the signed ledger") from error
    if root != head.root:
        raise Broken("ledger_line", "not in the signed ledger")
    result.origin, result.size = head.origin, head.size
    ours = [key for key in found if key.kind != WITNESS]
    known = [key for key in ours if str(key) in set(trusted)]
    result.key = str((known or ours)[0])
    result.withheld = sum('"withheld"' in leaf["line"] for leaf in proof["leaves"])
    if not known:
        result.result = UNKNOWN_SIGNER
        result.notes.append(
            "Everything holds together, but you have not said that you trust the key that signed it."
        )


def _header(proof: Mapping[str, Any]) -> Leaf:
    try:
        header = parse_header(proof["edition"].encode())
    except NotAnEdition as error:
        raise Broken("edition", str(error)) from error
    if header["number"] != proof["number"]:
        raise Broken("edition", "the edition of another clip")
    return header


def _leaf(told: Mapping[str, Any], header: Leaf, label: str) -> None:
    line = told["line"].encode()
    try:
        leaf = parse_leaf(line)
    except NotAnEdition as error:
        raise Broken("leaves", str(error), cue=label) from error
    if label not in {leaf.get("cue"), *leaf.get("of", ())}:
        raise Broken("leaves", "words of another sentence", cue=label)
    path = read_path(told["path"], "leaves")
    hashed = bytes.fromhex(line_hash(leaf, line))
    try:
        root = merkle.root_from_inclusion(hashed, told["index"], header["lines"]["count"], path)
    except BadProof as error:
        raise Broken("leaves", "not in the edition", cue=label) from error
    if root.hex() != header["lines"]["root"]:
        raise Broken("leaves", "not in the edition: the sentence was changed", cue=label)


def _ledger_line(proof: Mapping[str, Any], header: Leaf) -> dict[str, Any]:
    line = json.loads(proof["ledger_line"])
    if set(line) != LINE_FIELDS or canonical(line).decode() != proof["ledger_line"]:
        raise Broken("ledger_line", "not a ledger line")
    told = line["detail"]
    is_ours = line["act"] == "edition.published" and line["subject"] == f"number:{proof['number']}"
    if not is_ours or (told["edition"], told["digest"]) != (
        header["edition"],
        digest(proof["edition"].encode()),
    ):
        raise Broken("ledger_line", "it speaks of another edition")
    return dict(line)
