"""A clip's bundle: everything a stranger needs to check it, in one file that is the same whenever it is made."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.accounts.selectors import openings_of
from dragoman.ledger.models import Checkpoint as SignedHead
from dragoman.ledger.selectors import (
    checkpoint_at,
    consistency,
    first_checkpoint_over,
    inclusion,
    key_lines,
    latest_checkpoint,
    lines_about,
    signed_note,
    timestamp_of,
)
from dragoman.lib.hashing import canonical
from dragoman.lib.record.bundle import LIST, README, write_bundle
from dragoman.lib.record.edition import parse_header
from dragoman.lib.record.note import parse_checkpoint
from dragoman.lib.record.readme import README_TEXT
from dragoman.lib.record.verify.whole import list_of
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.models import CreditSignature, Edition, Number, Publication
from dragoman.publications.rules import is_readable, shows_media
from dragoman.publications.tracks import tracks_of
from dragoman.recordings.vault import vault

Document = dict[str, Any]  # Any: JSON


class NotSignedYet(Exception):
    """No signed head of the ledger covers the clip yet; one is signed within a minute."""


@dataclass(frozen=True, slots=True)
class Record:
    """What a signed head of the ledger says about a number: lines with their sequence numbers, oldest first."""

    number: int
    head: SignedHead
    lines: tuple[tuple[Document, bytes], ...]

    def last(self, act: str) -> Document | None:
        found = [document for document, _ in self.lines if document["act"] == act]
        return found[-1] if found else None

    def all(self, act: str) -> list[Document]:
        return [document for document, _ in self.lines if document["act"] == act]


def read_record(number: int, size: int | None = None) -> Record:
    """Raises ``NoSuchNumber``, and ``NotSignedYet`` when the number is not under that head, or under any."""
    if not Number.objects.filter(number=number).exists():
        raise NoSuchNumber(f"There is no number {number}.")
    head = latest_checkpoint() if size is None else checkpoint_at(size)
    if head is None:
        raise NotSignedYet(
            "No head of the ledger is signed yet: wait a minute."
            if size is None
            else f"No head of {size} lines was ever signed."
        )
    lines = [*key_lines(head.size), *lines_about(f"number:{number}", head.size)]
    read = sorted(((json.loads(line), line) for line in lines), key=lambda pair: pair[0]["seq"])
    record = Record(number, head, tuple(read))
    if record.last("edition.published") is None:
        raise NotSignedYet(f"No. {number} is not under a signed head of the ledger yet: wait a minute.")
    return record


def make_bundle(number: int, path: Path, *, size: int | None = None) -> Record:
    """Write the bundle of a number as of a signed head: the latest, or the one of that many lines."""
    record = read_record(number, size)
    contents = bundle_contents(record)
    head = parse_checkpoint(record.head.note)[1]
    write_bundle(path, {**contents, LIST: list_of(number, head, contents)})
    return record


def bundle_contents(record: Record) -> dict[str, bytes | Path]:
    """Every file but the list of them."""
    publication = Publication.objects.get(number=record.number)
    is_gone = not is_readable(publication)
    editions = [] if is_gone else _editions(publication, record)
    return {
        README: README_TEXT.encode(),
        **_ledger(record),
        **_keys(record),
        **{f"editions/{one.ordinal}.json": bytes(one.content) for one in editions},
        **{f"editions/{one.ordinal}.lines.jsonl": bytes(one.lines) for one in editions},
        **(_media(record) if not is_gone and shows_media(publication) else {}),
        **({f"tracks/{name}": data for name, data in _tracks(editions).items()}),
        "openings.json": canonical(_openings(editions)),
        **_credits(editions),
    }


def _editions(publication: Publication, record: Record) -> list[Edition]:
    told = {line["detail"]["edition"] for line in record.all("edition.published")}
    return list(publication.editions.filter(ordinal__in=told).order_by("ordinal"))


def _ledger(record: Record) -> dict[str, bytes | Path]:
    size = record.head.size
    earlier = _earlier_heads(record)
    proofs: Document = {
        "size": size,
        "lines": [
            {"seq": document["seq"], "path": _hex(inclusion(document["seq"], size))}
            for document, _ in record.lines
        ],
        "checkpoints": [
            {"file": name, "size": head.size, "path": _hex(consistency(head.size, size))}
            for name, head in earlier.items()
        ],
    }
    stamp = timestamp_of(record.head)
    return {
        "ledger/lines.jsonl": b"".join(line + b"\n" for _, line in record.lines),
        "ledger/proofs.json": canonical(proofs),
        "ledger/checkpoint.txt": signed_note(record.head).encode(),
        **{name: signed_note(head).encode() for name, head in earlier.items()},
        **({"ledger/timestamp.tsr": stamp} if stamp else {}),
    }


def _earlier_heads(record: Record) -> dict[str, SignedHead]:
    """The first head signed over each edition, by file name, where it is not the one of the bundle."""
    heads = {
        head.size: head
        for line in record.all("edition.published")
        if (head := first_checkpoint_over(line["seq"])) is not None and head.size < record.head.size
    }
    return {f"ledger/checkpoints/{size}.txt": heads[size] for size in sorted(heads)}


def _keys(record: Record) -> dict[str, bytes | Path]:
    """Every key that the ledger told of, in that order."""
    keys = dict.fromkeys(str(line["detail"]["key"]) for line in record.all("key.added"))
    return {f"keys/{at}.vkey": f"{key}\n".encode() for at, key in enumerate(keys, start=1)}


def _media(record: Record) -> dict[str, bytes | Path]:
    named: dict[str, str] = {}
    for document, _ in record.lines:
        if document["act"] in {"rendition.signed", "rendition.published"}:
            named[document["detail"]["name"]] = document["detail"]["sha256"]
    kept = {name: vault().path_of(sha256) for name, sha256 in named.items()}
    return {f"media/{name}": path for name, path in kept.items() if path.exists()}


def _tracks(editions: list[Edition]) -> Mapping[str, bytes]:
    return tracks_of(bytes(editions[-1].content), bytes(editions[-1].lines)) if editions else {}


def _openings(editions: list[Edition]) -> list[dict[str, str]]:
    people = [one for edition in editions for one in parse_header(bytes(edition.content))["people"]]
    commitments = {one["name"] for one in people if one["name"]}
    return [
        {"commitment": one.commitment, "handle": one.handle, "salt": one.salt, "value": one.value}
        for one in openings_of(commitments)
    ]


def _credits(editions: list[Edition]) -> dict[str, bytes | Path]:
    given = CreditSignature.objects.filter(edition__in=editions).select_related("edition")
    told: list[Document] = [
        {
            "edition": one.edition.ordinal,
            "handle": one.handle,
            "role": one.role,
            "key": one.key,
            "signature": one.signature,
        }
        for one in given.order_by("edition__ordinal", "handle", "role")
    ]
    return {"signatures/credits.json": canonical(told)} if told else {}


def _hex(path: Iterable[bytes]) -> list[str]:
    return [one.hex() for one in path]
