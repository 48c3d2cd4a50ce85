"""The life of the ledger's keys: drawn, replaced, retired, lost, stolen. Each step is a line of the ledger."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction

from dragoman.ledger.keys import (
    KnownKey,
    NoKey,
    active_keys,
    active_signing_keys,
    has_key_file,
    key_file,
    known_keys,
    signing_keys,
    write_keys,
)
from dragoman.ledger.models import Checkpoint
from dragoman.ledger.services import record
from dragoman.ledger.terms import (
    KEY_ADDED,
    KEY_COMPROMISED,
    KEY_LOST,
    KEY_RETIRED,
    LEDGER_SUBJECT,
    Actor,
)
from dragoman.lib.hashing import Json
from dragoman.lib.record.note import SigningKey, VerifyingKey, parse_note

BOTH_SIGN = timedelta(days=30)


class KeyInTheWay(ValueError):
    """There is a key already; the message says how to go on."""


@transaction.atomic
def make_first_key(*, actor: Actor) -> VerifyingKey:
    """Draw the installation's key, write its file and tell the ledger.

    A key that lies in the file already, and that the ledger never heard of, is taken. Raises ``KeyInTheWay``.
    """
    known = {each.key for each in known_keys()}
    if has_key_file():
        kept = signing_keys()
        if any(key.verifying in known for key in kept):
            raise KeyInTheWay(
                f"There is a key in {key_file()} already. To replace it: dragoman ledger key rotate."
            )
        return _tell_added(kept[-1], actor)
    if active := active_keys():
        ids = ", ".join(each.key.id.hex() for each in active)
        raise KeyInTheWay(
            f"The ledger is signed by the key {ids}, and there is no file at {key_file()}. Put its copy there; if it "
            "is lost, say so: dragoman ledger key lost."
        )
    return _add([], actor)


@transaction.atomic
def rotate_key(*, actor: Actor) -> VerifyingKey:
    """Add a new key. Heads are signed by the old and the new one until the old one is retired, 30 days later."""
    return _add(list(active_signing_keys()), actor)


@transaction.atomic
def retire_key(*, key_id: str, actor: Actor) -> VerifyingKey:
    """Take a key out of the file; the ledger says which head was its last. Raises ``NoKey``."""
    gone = _active(key_id)
    left = [key for key in signing_keys() if key.verifying != gone.key]
    if not {key.verifying for key in left} & {each.key for each in active_keys()}:
        raise NoKey("This is the only key that signs: add a new one first with “dragoman ledger key rotate”.")
    write_keys(left)
    _tell(actor, KEY_RETIRED, gone.key, {"size": _last_size(gone)})
    return gone.key


@transaction.atomic
def tell_lost(*, key_id: str, actor: Actor) -> VerifyingKey:
    """The private half of a key is gone: a new one takes over, unvouched for. Returns the key that signs now."""
    gone = _active(key_id)
    _tell(actor, KEY_LOST, gone.key, {"size": _last_size(gone)})
    return _succeed(gone, actor)


@transaction.atomic
def tell_compromised(*, key_id: str, since: datetime, actor: Actor) -> VerifyingKey:
    """Someone else may have had a key since then: a new one takes over. Returns the key that signs now.

    What the key signed since counts only where a time stamp or a witness from before that moment vouches for it.
    """
    gone = _active(key_id)
    if since > datetime.now(UTC):
        raise NoKey("That moment has not come yet: say since when others may have had the key.")
    told = since.astimezone(UTC).isoformat(timespec="seconds")
    _tell(actor, KEY_COMPROMISED, gone.key, {"since": told, "size": _last_size(gone)})
    return _succeed(gone, actor)


def retire_replaced_keys(*, actor: Actor) -> None:
    """Retire the keys whose successor has signed beside them for 30 days."""
    active = active_keys()
    if len(active) < 2 or datetime.now(UTC) - datetime.fromisoformat(active[-1].added_at) < BOTH_SIGN:
        return
    if active[-1].key in {key.verifying for key in signing_keys()}:
        for known in active[:-1]:
            retire_key(key_id=known.key.id.hex(), actor=actor)


def _active(key_id: str) -> KnownKey:
    found = next((each for each in active_keys() if each.key.id.hex() == key_id.lower()), None)
    if found is None:
        raise NoKey(f"No key {key_id} signs this ledger: “dragoman ledger key show” lists those that do.")
    return found


def _succeed(gone: KnownKey, actor: Actor) -> VerifyingKey:
    """Whoever signs after a key that can't be used any more: one beside it, or a new one."""
    kept = [key for key in signing_keys() if key.verifying != gone.key] if has_key_file() else []
    left = {each.key for each in active_keys()}
    if signing := [key for key in kept if key.verifying in left]:
        write_keys(kept)
        return signing[-1].verifying
    return _add(kept, actor, gone.key.name)


def _last_size(known: KnownKey) -> int:
    """The size of the last head that bears this key's signature; where there is none, its first line."""
    for size, text in Checkpoint.objects.order_by("-size").values_list("size", "note").iterator():
        if any(each.is_by(known.key) for each in parse_note(text).signatures):
            return size
    return known.first


def _add(old: list[SigningKey], actor: Actor, name: str = "") -> VerifyingKey:
    """Under the name the ledger has been signed for so far; only the very first key takes that of the settings."""
    key = SigningKey.generate(name or (old[0].name if old else settings.LEDGER_NAME))
    write_keys([*old, key])  # should the line not be written after all, nothing is signed with it
    return _tell_added(key, actor)


def _tell_added(key: SigningKey, actor: Actor) -> VerifyingKey:
    _tell(actor, KEY_ADDED, key.verifying, {"name": key.name})
    return key.verifying


def _tell(actor: Actor, act: str, key: VerifyingKey, more: dict[str, Json]) -> None:
    record(actor=actor, act=act, subject=LEDGER_SUBJECT, detail={**more, "key": str(key)})
