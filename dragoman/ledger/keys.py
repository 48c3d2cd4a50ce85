"""The keys that sign the ledger's heads, as the ledger tells of them and as they lie in their file.

The file is outside the database and holds a line per key, the oldest first; while a new key takes over both sign.
Whoever can read the file can sign: it belongs to the user that signs, and to nobody else.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from dragoman.ledger.models import Entry
from dragoman.ledger.terms import KEY_ACTS, KEY_ADDED, LEDGER_SUBJECT
from dragoman.lib.record.note import BadNote, SigningKey, VerifyingKey

ACTIVE = "active"


class NoKey(LookupError):
    """This installation has no key to sign with, or not the one asked for; the message says what to do."""


@dataclass(frozen=True, slots=True)
class KnownKey:
    """A key as the ledger tells of it.

    It may sign heads of sizes from ``first`` on, the line that added it, to ``last``, where that was told.
    ``since`` is the moment after which a compromised key's signature counts for nothing by itself.
    """

    key: VerifyingKey
    state: str
    first: int
    last: int | None
    added_at: str
    since: str = ""

    def may_sign(self, size: int) -> bool:
        return self.first <= size and (self.last is None or size <= self.last)


def known_keys(size: int | None = None) -> tuple[KnownKey, ...]:
    """Every key the ledger ever told of, in its first ``size`` lines if that is given, oldest first."""
    found: dict[str, KnownKey] = {}
    lines = Entry.objects.filter(subject=LEDGER_SUBJECT, act__in=KEY_ACTS).order_by("seq")
    if size is not None:
        lines = lines.filter(seq__lte=size)
    for seq, act, line in lines.values_list("seq", "act", "line"):
        told = json.loads(bytes(line))
        detail = told["detail"]
        vkey = str(detail["key"])
        if act == KEY_ADDED:
            found[vkey] = KnownKey(VerifyingKey.parse(vkey), ACTIVE, seq, None, str(told["at"]))
        elif vkey in found:
            found[vkey] = replace(
                found[vkey],
                state=act.removeprefix("key."),
                last=int(detail["size"]),
                since=str(detail.get("since", "")),
            )
    return tuple(found.values())


def active_keys() -> tuple[KnownKey, ...]:
    return tuple(known for known in known_keys() if known.state == ACTIVE)


def signing_keys() -> tuple[SigningKey, ...]:
    """The keys in the file, oldest first. Raises ``NoKey`` when there are none or they can't be read."""
    path = key_file()
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError as error:
        raise NoKey(
            f"There is no ledger key at {path}: make one with “dragoman ledger key new”, or say where it is with "
            "DRAGOMAN_LEDGER_KEY_FILE."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise NoKey(f"The ledger key at {path} can't be read ({type(error).__name__}).") from error
    try:
        keys = tuple(SigningKey.parse(line) for line in lines if line.strip())
    except BadNote as error:
        raise NoKey(f"{path} holds something that is not a signing key: {error}.") from error
    if not keys:
        raise NoKey(f"{path} is empty: make a key with “dragoman ledger key new”.")
    return keys


def active_signing_keys() -> tuple[SigningKey, ...]:
    """The keys in the file that the ledger vouches for. Raises ``NoKey``."""
    active = {known.key for known in active_keys()}
    keys = tuple(key for key in signing_keys() if key.verifying in active)
    if not keys:
        raise NoKey(
            f"The ledger does not know the key in {key_file()}, or no longer trusts it: "
            "“dragoman ledger key show” lists those it knows, “dragoman ledger key new” adds the one in the file."
        )
    return keys


def has_key_file() -> bool:
    return key_file().exists()


def key_file() -> Path:
    return Path(settings.LEDGER_KEY_FILE)


def write_keys(keys: list[SigningKey]) -> None:
    replace_file(key_file(), "".join(key.written() for key in keys))


def replace_file(path: Path, text: str) -> None:
    """Beside the old file first, so that no moment is without one; readable by its owner alone.

    Several threads may do so at once: the last one stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    Path(beside).replace(path)
