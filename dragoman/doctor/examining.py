"""One look at everything, in the order in which things stand on one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import DatabaseError
from django.utils.translation import gettext as _

from dragoman.doctor import keeping, reaching, vouching, working
from dragoman.doctor.terms import Finding, Verdict, wrong

_LOOKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    keeping.database,
    keeping.disk,
    working.worker,
    working.film,
    working.speech,
    working.translation,
    working.mail,
    vouching.ledger,
    vouching.certificate,
    vouching.clock,
    keeping.faces,
    reaching.address,
    reaching.locks,
    reaching.contact,
    keeping.backups,
)


def examine() -> tuple[Finding, ...]:
    """Every finding; one look that can't be taken is a finding and stops none of the others."""
    return tuple(one for look in _LOOKS for one in _looked(look))


def is_well(findings: tuple[Finding, ...]) -> bool:
    """Nothing is wrong, whatever may be worth doing."""
    return all(one.verdict != Verdict.WRONG for one in findings)


def _looked(look: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(look())
    except (DatabaseError, OSError) as error:
        advice = _("Put right what stands above first.")
        return [wrong(look.__name__, look.__name__, f"{type(error).__name__}: {error}"[:200], advice)]
