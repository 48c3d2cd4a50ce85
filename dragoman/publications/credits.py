"""Credits that people sign with their own keys: "signed by the translator", not only "credited by the desk"."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from dragoman.accounts.models import CreditKey
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.record.verify.people_part import credit_holds, credit_message
from dragoman.publications.models import CreditSignature, Edition
from dragoman.publications.rules import published

_LOOKED_AT = 60


class BadSignature(ValueError):
    """The signature is by none of the person's keys, or over something else."""


@dataclass(frozen=True, slots=True)
class OpenCredit:
    """An edition in which a person is credited and has not signed; ``message`` is what they sign."""

    edition: Edition
    number: int
    role: str
    message: str


def open_credits(handle: str) -> Iterator[OpenCredit]:
    """Credits without a signature in the latest editions, newest first."""
    latest = Edition.objects.filter(published("publication__")).defer("lines").order_by("-pk")
    for edition in latest[:_LOOKED_AT]:
        header = json.loads(bytes(edition.content))
        roles = [role for one in header["people"] if one["handle"] == handle for role in one["roles"]]
        signed = set(edition.credits.filter(handle=handle).values_list("role", flat=True)) if roles else set()
        for role in roles:
            if role not in signed:
                yield OpenCredit(edition, header["number"], role, credit_message(edition.digest, role))


@transaction.atomic
def sign_credit(*, edition: Edition, handle: str, role: str, signature: str, actor: Actor) -> CreditSignature:
    """Keep a person's signature under their credit. Raises ``BadSignature`` in words."""
    header = json.loads(bytes(edition.content))
    if not any(one["handle"] == handle and role in one["roles"] for one in header["people"]):
        raise BadSignature("You are not credited with this in that edition.")
    message, signature = credit_message(edition.digest, role), signature.strip()
    keys = CreditKey.objects.filter(handle=handle, retired_at=None).values_list("key", flat=True)
    key = next((one for one in keys if credit_holds(one, message, signature)), None)
    if key is None:
        raise BadSignature("This signature is by none of your keys, or it is over something else.")
    made, is_new = CreditSignature.objects.get_or_create(
        edition=edition, handle=handle, role=role, defaults={"key": key, "signature": signature}
    )
    if is_new:
        record(
            actor=actor,
            act="credit.signed",
            subject=f"number:{header['number']}",
            detail={"edition": edition.ordinal, "handle": handle, "role": role},
        )
    return made


def signed_credits(number: int, ordinal: int) -> tuple[tuple[str, str], ...]:
    """(handle, role) of those who signed an edition with their own keys."""
    found = CreditSignature.objects.filter(edition__publication__number=number, edition__ordinal=ordinal)
    return tuple(found.order_by("pk").values_list("handle", "role"))
