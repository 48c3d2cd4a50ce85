"""Creditor references (ISO 11649): ``RF18 5390 0754 7034``, whose two check digits find a wrong one."""

from __future__ import annotations

import re
import secrets
import string

_VALUES = {one: str(place) for place, one in enumerate(string.digits + string.ascii_uppercase)}
LENGTH = 12


def new_reference() -> str:
    """One with its check digits. Digits alone: of those any single wrong one is found.

    >>> is_reference(new_reference())
    True
    """
    return with_check_digits("".join(secrets.choice(string.digits) for _ in range(LENGTH)))


def with_check_digits(body: str) -> str:
    """
    >>> with_check_digits("539007547034")
    'RF18539007547034'
    """
    return f"RF{98 - _remainder(body + 'RF00'):02}{body}"


def is_reference(text: str) -> bool:
    plain = text.replace(" ", "").upper()
    if not re.fullmatch(r"RF[0-9]{2}[0-9A-Z]{1,21}", plain):
        return False
    return _remainder(plain[4:] + plain[:4]) == 1


def in_groups(reference: str) -> str:
    """As it is printed, in fours."""
    return " ".join(reference[at : at + 4] for at in range(0, len(reference), 4))


def references_in(text: str) -> tuple[str, ...]:
    """Each reference of ours within a bank's free text, however it is spaced, cased, or run into its neighbours."""
    plain = re.sub(r"[\s./-]", "", text.upper())
    size = LENGTH + 4
    found = (plain[at : at + size] for at in range(len(plain) - size + 1) if plain.startswith("RF", at))
    return tuple(dict.fromkeys(one for one in found if is_reference(one)))


def _remainder(text: str) -> int:
    return int("".join(_VALUES[one] for one in text)) % 97
