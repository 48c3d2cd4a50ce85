"""Making, revoking and recognising tokens."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.hashing import clean_text, digest
from dragoman.machines.models import Token
from dragoman.machines.terms import Scope, TokenRefused

_MARK = "drg_"
_LONGEST = 100


@transaction.atomic
def make_token(
    *, name: str, scopes: Iterable[str], person: User, expires_on: date | None = None
) -> tuple[Token, str]:
    """A token and its secret, which is told this once. Raises ``TokenRefused``."""
    name = " ".join(clean_text(name).split())[:80]
    wanted = [scope for scope in Scope.values if scope in set(scopes)]
    if not name:
        raise TokenRefused(_("Say which program the token is for."))
    if not wanted:
        raise TokenRefused(_("Say what the program may do."))
    if expires_on is not None and expires_on < _today():
        raise TokenRefused(_("The token would have expired already."))
    secret = _MARK + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name,
        beginning=secret[:12],
        digest=digest(secret.encode()),
        scopes=wanted,
        made_by=person,
        expires_on=expires_on,
    )
    record(actor=person.actor, act="token.made", subject=f"token:{token.pk}", detail={"scopes": wanted})
    return token, secret


@transaction.atomic
def revoke_token(*, token: Token, actor: Actor) -> None:
    """From now on the token opens nothing. Twice changes nothing."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=datetime.now(UTC)):
        record(actor=actor, act="token.revoked", subject=f"token:{token.pk}")


def token_of(secret: str) -> Token | None:
    """The token with this secret, if it still holds. The day of its last use is noted, once a day."""
    if not secret.startswith(_MARK) or len(secret) > _LONGEST:
        return None
    token = Token.objects.filter(digest=digest(secret.encode()), revoked_at=None).first()
    if token is None or (token.expires_on is not None and token.expires_on < _today()):
        return None
    if token.last_used_on != _today():
        Token.objects.filter(pk=token.pk).update(last_used_on=_today())
    return token


def _today() -> date:
    return datetime.now(UTC).date()
