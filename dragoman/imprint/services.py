"""Commands on what the site says of itself."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any

from django.db import transaction

from dragoman.imprint import standing
from dragoman.imprint.checking import checked
from dragoman.imprint.errors import SetMeanwhile
from dragoman.imprint.marks import cleaned_mark
from dragoman.imprint.models import ImprintVersion, Mark, Standing
from dragoman.imprint.selectors import latest_version
from dragoman.imprint.signals import standing_changed
from dragoman.imprint.terms import Imprint
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import bounded_line
from dragoman.lib.hashing import canonical, clean_text, digest


@transaction.atomic
def set_imprint(*, said: Imprint, seen: int, actor: Actor, why: str = "") -> ImprintVersion:
    """Say this of the site from now on. ``seen`` is the ordinal the person went by, 0 for none.

    Raises ``ImprintRefused`` for what can't stand and ``SetMeanwhile`` where a colleague was quicker. What is in
    force already makes no new state.
    """
    said = checked(said)
    turn_standing()  # whoever sets goes on alone from here
    latest = latest_version()
    if seen != (latest.ordinal if latest else 0):
        raise SetMeanwhile
    mark = Mark.objects.filter(name=said.mark).first() if said.mark else None
    values = _values_of(said)
    if latest is not None and (latest.values, latest.mark) == (values, mark):
        return latest
    return _keep(values, mark, (why, actor), latest)


@transaction.atomic
def restore_imprint(*, version: ImprintVersion, actor: Actor) -> ImprintVersion:
    """Say again what was said before: a new state with the old words."""
    turn_standing()
    latest = latest_version()
    if latest is not None and (latest.values, latest.mark_id) == (version.values, version.mark_id):
        return latest
    return _keep(version.values, version.mark, ("", actor), latest, restored=version.ordinal)


@transaction.atomic
def keep_mark(*, data: bytes) -> Mark:
    """Clean a drawing and keep it. Nothing shows it before an imprint names it. Raises ``MarkRefused``."""
    name, mime, clean = cleaned_mark(data)
    mark, _ = Mark.objects.get_or_create(name=name, defaults={"mime": mime, "data": clean})
    return mark


@transaction.atomic
def turn_standing() -> None:
    """What every page says of the site changed. Drawn, as the version of the lists is, and for the same reason."""
    version = secrets.randbits(62)
    if not Standing.objects.filter(pk=1).update(version=version):
        Standing.objects.get_or_create(pk=1, defaults={"version": version})
    standing_changed.send(sender=Standing)
    standing.forget()
    transaction.on_commit(standing.forget)


def _keep(
    values: dict[str, Any],  # Any: JSON
    mark: Mark | None,
    by: tuple[str, Actor],
    latest: ImprintVersion | None,
    restored: int | None = None,
) -> ImprintVersion:
    why, actor = by
    made = ImprintVersion.objects.create(
        ordinal=latest.ordinal + 1 if latest else 1,
        values=values,
        mark=mark,
        made_by=actor.handle,
        why=bounded_line(why, most=200, what="reason"),
    )
    whole = {**values, "mark": mark.name if mark else ""}
    record(
        actor=actor,
        act="imprint.set",
        subject="imprint",
        detail={
            "version": made.ordinal,
            "digest": digest(canonical(whole)),
            **({"restored": restored} if restored else {}),
        },
    )
    return made


def _values_of(said: Imprint) -> dict[str, Any]:  # Any: JSON
    values = asdict(said)
    del values["mark"]
    values["descriptions"] = {code: clean_text(text) for code, text in said.descriptions}
    values["languages"] = list(said.languages)
    return values
