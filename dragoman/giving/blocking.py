"""Against those who try stolen cards: so many gifts from one place and no more, and whom the desk has blocked."""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.giving.models import Block, Gift, Pledge
from dragoman.giving.terms import (
    MOST_BEGUN_PER_HOUR,
    MOST_FAILED_PER_DAY,
    BlockKind,
    GiftState,
    GivingRefused,
    TooManyTries,
)


def network_mark(address: str) -> str:
    """A mark of where a gift came from that nobody can turn back, and that is another one tomorrow."""
    if not address:
        return ""
    return _keyed(f"{datetime.now(UTC):%Y-%m-%d}", address)[:32]


def check_allowed(*, email: str, network: str, mark: str) -> None:
    """Raises ``TooManyTries`` for a flood, ``GivingRefused`` for whom the desk has blocked."""
    now = datetime.now(UTC)
    if mark:
        begun = sum(
            model.objects.filter(network=mark, made_at__gt=now - timedelta(hours=1)).count()
            for model in (Gift, Pledge)
        )
        failed = Gift.objects.filter(
            network=mark, state=GiftState.FAILED, made_at__gt=now - timedelta(days=1)
        ).count()
        if begun >= MOST_BEGUN_PER_HOUR or failed >= MOST_FAILED_PER_DAY:
            raise TooManyTries(
                _("Many gifts were begun where you are. Try again in an hour, or write to us.")
            )
    marks = _marks(email, network)
    if Block.objects.filter(mark__in=marks).exists():
        # Said as of any other: whoever is blocked need not learn what we know of them.
        raise GivingRefused(_("This gift can't be taken here. Write to us if you think it should."))


@transaction.atomic
def block(*, kind: str, value: str, note: str) -> Block:
    """From now on nothing is taken from there."""
    made, _new = Block.objects.get_or_create(
        kind=BlockKind(kind), mark=_mark(kind, value), defaults={"note": note[:200]}
    )
    return made


def unblock(*, block: Block) -> None:
    block.delete()


def _marks(email: str, network: str) -> list[str]:
    address = email.strip().lower()
    said = [(BlockKind.EMAIL, address), (BlockKind.DOMAIN, address.rpartition("@")[2])]
    if network:
        said.append((BlockKind.NETWORK, network))
    return [_mark(kind, value) for kind, value in said]


def _mark(kind: str, value: str) -> str:
    return _keyed(f"block:{kind}", value.strip().lower())


def _keyed(purpose: str, value: str) -> str:
    key = f"{settings.SECRET_KEY}giving:{purpose}".encode()
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()
