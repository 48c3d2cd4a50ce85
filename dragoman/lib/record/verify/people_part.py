"""The people of a bundle: names as they were committed to, credits as they were signed."""

from __future__ import annotations

import base64
import binascii

from dragoman.lib.record.commitments import Opening
from dragoman.lib.record.note import VerifyingKey
from dragoman.lib.record.verify.check import Check
from dragoman.lib.record.verify.ledger_part import strict_json
from dragoman.lib.record.verify.result import Broken


def check_openings(check: Check) -> None:
    file = "openings.json"
    told = strict_json(check.bundle.read(file), file)
    if not isinstance(told, list):
        raise Broken(file, "not a list of openings")
    committed = {
        (one["handle"], one["name"])
        for edition in check.editions
        for one in edition.parsed.header["people"]
        if one["name"]
    }
    opened = set()
    for one in told:
        if set(one) != {"commitment", "handle", "salt", "value"}:
            raise Broken(file, "an opening is not written as they are")
        if Opening(one["salt"], one["value"]).commitment != one["commitment"]:
            raise Broken(file, "not the committed name")
        if (one["handle"], one["commitment"]) not in committed:
            raise Broken(file, "a name that no edition commits to")
        opened.add((one["handle"], one["commitment"]))
    if missing := len(committed - opened):
        check.result.notes.append(f"{missing} names are erased or not given; nothing else depends on them.")


def check_credits(check: Check) -> None:
    file = "signatures/credits.json"
    if file not in check.bundle:
        return
    told = strict_json(check.bundle.read(file), file)
    digests = {edition.ordinal: edition.digest for edition in check.editions}
    for at, one in enumerate(told, start=1):
        if set(one) != {"edition", "handle", "role", "key", "signature"} or one["edition"] not in digests:
            raise Broken(file, "a credit is not written as they are", line=at)
        message = credit_message(digests[one["edition"]], one["role"])
        if not credit_holds(one["key"], message, one["signature"]):
            raise Broken(file, "a credit's signature does not match", line=at)


def credit_message(edition_digest: str, role: str) -> str:
    """What a translator or reviewer signs with their own key."""
    return f"dragoman-credit/1\n{edition_digest}\n{role}\n"


def credit_holds(key: str, message: str, signature: str) -> bool:
    try:
        raw = base64.b64decode(signature, validate=True)
        return base64.b64encode(raw).decode() == signature and VerifyingKey.parse(key).holds(message, raw)
    except (binascii.Error, ValueError):
        return False
