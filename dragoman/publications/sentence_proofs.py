"""The proof of one published sentence, small enough to send along with a quotation."""

from __future__ import annotations

import json

from dragoman.ledger.selectors import inclusion
from dragoman.lib.record import merkle
from dragoman.lib.record.edition import line_hash, parse_leaf, split_lines
from dragoman.lib.record.verify.sentence import sentence_proof
from dragoman.publications.bundling import NotSignedYet, read_record
from dragoman.publications.models import Edition
from dragoman.publications.sentence_record import NoSuchSentence


def proof_of(number: int, label: str) -> bytes:
    """Raises ``NoSuchNumber``, ``NotSignedYet`` and ``NoSuchSentence``."""
    record = read_record(number)
    published = record.last("edition.published")
    if published is None:
        raise NotSignedYet(f"No. {number} is not under a signed head of the ledger yet: wait a minute.")
    edition = Edition.objects.get(publication__number=number, ordinal=published["detail"]["edition"])
    lines = split_lines(bytes(edition.lines))
    leaves = [parse_leaf(line) for line in lines]
    hashes = [bytes.fromhex(line_hash(leaf, line)) for leaf, line in zip(leaves, lines, strict=True)]
    mine = [at for at, leaf in enumerate(leaves) if label in {leaf.get("cue"), *leaf.get("of", ())}]
    if not mine:
        raise NoSuchSentence(f"Number {number} has no sentence s{label}.")
    line = next(data for document, data in record.lines if document["seq"] == published["seq"])
    keys = dict.fromkeys(str(one["detail"]["key"]) for one in record.all("key.added"))
    return sentence_proof(
        {
            "number": number,
            "label": label,
            "edition": bytes(edition.content).decode(),
            "leaves": [
                {
                    "index": at,
                    "line": lines[at].decode(),
                    "path": [one.hex() for one in merkle.inclusion_proof(hashes, at)],
                }
                for at in mine
            ],
            "ledger_line": line.decode(),
            "ledger_path": [one.hex() for one in inclusion(published["seq"], record.head.size)],
            "checkpoint": record.head.note,
            "keys": list(keys),
        }
    )


def words_in(proof: bytes) -> list[str]:
    """The words that a proof is about, for a test or a page."""
    return [json.loads(one["line"]).get("text", "") for one in json.loads(proof)["leaves"]]
