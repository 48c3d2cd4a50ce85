"""The ledger's part of a bundle: the signed head, the lines it vouches for, and the heads it goes on from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.lib.hashing import NotCanonical, canonical
from dragoman.lib.record import merkle
from dragoman.lib.record.merkle import BadProof
from dragoman.lib.record.note import BadNote, Checkpoint, Note, VerifyingKey, parse_checkpoint
from dragoman.lib.record.verify.result import Broken

Document = dict[str, Any]  # Any: JSON
LINE_FIELDS = {"act", "actor", "at", "detail", "nonce", "previous", "seq", "subject"}


@dataclass(frozen=True, slots=True)
class Line:
    """A ledger line whose place under the signed head was proved. ``row`` counts from 1 in the bundle's file."""

    row: int
    document: Document

    @property
    def act(self) -> str:
        return str(self.document["act"])

    @property
    def subject(self) -> str:
        return str(self.document["subject"])

    @property
    def detail(self) -> Document:
        return dict(self.document["detail"])


def strict_json(data: bytes, file: str, line: int = 0) -> Any:
    """Canonical JSON and nothing else."""
    try:
        document = json.loads(data)
        if canonical(document) == data:
            return document
    except (ValueError, NotCanonical, RecursionError):
        pass
    raise Broken(file, "not canonical JSON", line=line)


def read_keys(files: Mapping[str, bytes]) -> dict[str, VerifyingKey]:
    """By file name; each key is written as such and fits its id."""
    keys = {}
    for name, data in files.items():
        try:
            key = VerifyingKey.parse(data.decode("utf-8").removesuffix("\n"))
        except (BadNote, UnicodeDecodeError) as error:
            raise Broken(name, str(error)) from error
        if f"{key}\n".encode() != data:
            raise Broken(name, "the key is not written as keys are")
        keys[name] = key
    return keys


def read_head(data: bytes, file: str) -> tuple[Note, Checkpoint]:
    try:
        return parse_checkpoint(data.decode("utf-8"))
    except (BadNote, UnicodeDecodeError) as error:
        raise Broken(file, f"not a signed head: {error}") from error


def signers(note: Note, keys: Iterable[VerifyingKey], file: str, name: str) -> list[VerifyingKey]:
    """The given keys whose signature stands under the head and holds. Every signature by one of them must hold."""
    found = []
    for key in keys:
        claimed = [one for one in note.signatures if one.name == key.name and one.key_id == key.id]
        if claimed and not note.verified_by(key):
            raise Broken(file, "the signature does not match the text")
        if claimed:
            found.append(key)
    if not any(key.name == name for key in found):
        raise Broken(file, "the signature does not match the text, or is by none of the keys in the bundle")
    return found


def read_lines(data: bytes, file: str) -> list[bytes]:
    if not data.endswith(b"\n"):
        raise Broken(file, "the last line has no end")
    return data.split(b"\n")[:-1]


def proved_lines(data: bytes, proofs: Document, head: Checkpoint, file: str) -> list[Line]:
    """Each line with its path to the head. Lines stand in the order of the ledger."""
    rows, told = read_lines(data, file), proofs["lines"]
    if len(rows) != len(told):
        raise Broken("ledger/proofs.json", "not one path for each ledger line")
    lines, last = [], 0
    for at, (row, proof) in enumerate(zip(rows, told, strict=True), start=1):
        document = strict_json(row, file, at)
        if not isinstance(document, dict) or set(document) != LINE_FIELDS:
            raise Broken(file, "not a ledger line", line=at)
        seq = document["seq"]
        if not isinstance(seq, int) or seq <= last or proof.get("seq") != seq:
            raise Broken(file, f"ledger line {seq}: out of order", line=at)
        path = read_path(proof.get("path"), "ledger/proofs.json")
        try:
            root = merkle.root_from_inclusion(merkle.leaf_hash(row), seq - 1, head.size, path)
        except BadProof as error:
            raise Broken(file, f"ledger line {seq}: not in the signed ledger", line=at) from error
        if root != head.root:
            raise Broken(file, f"ledger line {seq}: not in the signed ledger", line=at)
        lines.append(Line(at, document))
        last = seq
    return lines


def check_history(
    earlier: Mapping[str, bytes], proofs: Document, head: Checkpoint, keys: list[VerifyingKey]
) -> None:
    """Every earlier head in the bundle is signed, and the last one goes on from it."""
    paths = {str(one.get("file")): one for one in proofs["checkpoints"]}
    if set(paths) != set(earlier):
        raise Broken("ledger/proofs.json", "not one proof for each earlier head")
    for name, data in earlier.items():
        note, old = read_head(data, name)
        if old.origin != head.origin:
            raise Broken(name, "the head of another ledger")
        signers(note, keys, name, head.origin)
        try:
            merkle.check_consistency(
                old.size,
                old.root,
                head.size,
                head.root,
                read_path(paths[name].get("path"), "ledger/proofs.json"),
            )
        except BadProof as error:
            raise Broken(name, "this head is not part of the ledger as it is now") from error


def read_proofs(data: bytes, head: Checkpoint) -> Document:
    file = "ledger/proofs.json"
    proofs = strict_json(data, file)
    shapes = {"size": int, "lines": list, "checkpoints": list}
    if not isinstance(proofs, dict) or set(proofs) != set(shapes):
        raise Broken(file, "not the proofs of a bundle")
    if any(not isinstance(proofs[name], shape) for name, shape in shapes.items()):
        raise Broken(file, "not the proofs of a bundle")
    if proofs["size"] != head.size or not all(
        isinstance(one, dict) for one in (*proofs["lines"], *proofs["checkpoints"])
    ):
        raise Broken(file, "not the proofs for this head")
    return proofs


def read_path(path: object, file: str) -> list[bytes]:
    if not isinstance(path, list) or len(path) > 128:
        raise Broken(file, "a path is not written as they are")
    hashes = []
    for one in path:
        if not isinstance(one, str) or len(one) != 64 or one.strip("0123456789abcdef"):
            raise Broken(file, "a path is not written as they are")
        hashes.append(bytes.fromhex(one))
    return hashes
