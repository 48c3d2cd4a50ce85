"""How the people behind the words are named in the record: by commitments, whose openings can be erased."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.db import transaction

from dragoman.accounts.models import CreditKey, Opening, User
from dragoman.accounts.selectors import printed_names_of
from dragoman.accounts.services import check_not_last_administrator
from dragoman.accounts.terms import Credit
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM, Actor
from dragoman.lib.hashing import clean_text
from dragoman.lib.record.commitments import new_opening
from dragoman.lib.record.note import BadNote, VerifyingKey

NAMING = "person.named"
"""The act after which pages that print names are made anew."""


class BadKey(ValueError):
    """The text is no public key that can be kept; the message says why."""


class NoPseudonym(ValueError):
    """Someone asked to be printed under a pseudonym and gave none."""


@transaction.atomic
def commit_names(*, handles: Iterable[str]) -> dict[str, str]:
    """Handle to the commitment to the name printed now; a new one is made, and recorded, where the name is new."""
    names = printed_names_of(handles)
    known = {(one.handle, one.value): one.commitment for one in Opening.objects.filter(handle__in=names)}
    return {
        handle: known.get((handle, name)) or _commit(handle, name) for handle, name in sorted(names.items())
    }


@transaction.atomic
def set_credit(*, user: User, credit: str, pseudonym: str = "", actor: Actor) -> User:
    """Say how pages name a person, from now on and in what is published already."""
    user.credit, user.pseudonym = Credit(credit), " ".join(clean_text(pseudonym).split())[:120]
    if user.credit == Credit.PSEUDONYM and not user.pseudonym:
        raise NoPseudonym("Write the pseudonym under which you want to be printed.")
    user.save(update_fields=["credit", "pseudonym"])
    record(actor=actor, act=NAMING, subject=f"person:{user.handle}", detail={"credit": str(user.credit)})
    return user


@transaction.atomic
def rename_person(*, user: User, name: str, actor: Actor) -> User:
    user.name = " ".join(clean_text(name).split())[:120] or user.name
    user.save(update_fields=["name"])
    record(actor=actor, act=NAMING, subject=f"person:{user.handle}")
    return user


@transaction.atomic
def add_credit_key(*, user: User, key: str, actor: Actor) -> CreditKey:
    """Keep a person's own public key, with which they sign their credits. Raises ``BadKey`` in words."""
    try:
        parsed = VerifyingKey.parse(key.strip())
    except BadNote as error:
        raise BadKey(f"This is not a public key as “dragoman credit new-key” writes it: {error}.") from error
    if CreditKey.objects.filter(key=str(parsed)).exists():
        raise BadKey("This key is known already.")
    made = CreditKey.objects.create(handle=user.handle, key=str(parsed))
    record(
        actor=actor,
        act="credit_key.added",
        subject=f"person:{user.handle}",
        detail={"key": str(parsed)},
    )
    return made


@transaction.atomic
def retire_credit_key(*, key: CreditKey, actor: Actor) -> None:
    """Nothing new is signed with it; what was signed stays signed."""
    if CreditKey.objects.filter(pk=key.pk, retired_at=None).update(retired_at=datetime.now(UTC)):
        record(
            actor=actor,
            act="credit_key.retired",
            subject=f"person:{key.handle}",
            detail={"key": key.key},
        )


@transaction.atomic
def erase_person(*, user: User, actor: Actor) -> User:
    """Forget who a person was. Their handle stays in the record, and every digest, proof and signature holds.

    Their name, address, pseudonym, sign-in and the openings of every commitment to their name are deleted.
    """
    check_not_last_administrator(user)
    Opening.objects.filter(handle=user.handle).delete()
    CreditKey.objects.filter(handle=user.handle).delete()
    user.grants.all().delete()
    user.name, user.pseudonym, user.credit = "", "", Credit.DESK
    user.email, user.is_active = f"{user.handle}@erased.invalid", False
    user.set_unusable_password()
    user.save()
    record(actor=actor, act=NAMING, subject=f"person:{user.handle}")
    record(actor=actor, act="person.erased", subject=f"person:{user.handle}")
    return user


def _commit(handle: str, name: str) -> str:
    opening = new_opening(clean_text(name))
    Opening.objects.create(
        commitment=opening.commitment, handle=handle, salt=opening.salt, value=opening.value
    )
    record(
        actor=SYSTEM,
        act="name.committed",
        subject=f"person:{handle}",
        detail={"commitment": opening.commitment},
    )
    return opening.commitment
