from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from dragoman.ledger.models import Entry
from dragoman.machines.models import Token
from dragoman.machines.terms import TokenRefused
from dragoman.machines.tokens import make_token, revoke_token, token_of

pytestmark = pytest.mark.django_db


def made(world, **changes):
    return make_token(**{"name": "Newsroom", "scopes": ["read"], "person": world.administrator, **changes})


def test_secret_is_known_and_kept_nowhere(world):
    token, secret = made(world)
    assert token_of(secret) == token
    kept = [str(value) for value in Token.objects.values_list().get()]
    assert not any(secret in value for value in kept)
    assert secret.encode() not in b"".join(
        bytes(line) for line in Entry.objects.values_list("line", flat=True)
    )
    assert Token.objects.get().last_used_on == datetime.now(UTC).date()


def test_acts_are_on_record(world):
    token, _ = made(world)
    revoke_token(token=token, actor=world.administrator.actor)
    revoke_token(token=token, actor=world.administrator.actor)
    acts = Entry.objects.filter(subject=f"token:{token.pk}").order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["token.made", "token.revoked"]


def test_revoked_token_opens_nothing(world):
    token, secret = made(world)
    revoke_token(token=token, actor=world.administrator.actor)
    assert token_of(secret) is None


def test_token_ends_with_its_last_day(world):
    token, secret = made(world, expires_on=datetime.now(UTC).date())
    assert token_of(secret) == token
    Token.objects.update(expires_on=datetime.now(UTC).date() - timedelta(days=1))
    assert token_of(secret) is None


@pytest.mark.parametrize("secret", ["", "drg_", "drg_" + "x" * 43, "drg_" + "x" * 5000, "\0", "🔑"])
def test_what_is_no_token_is_none(world, secret):
    made(world)
    assert token_of(secret) is None


@pytest.mark.parametrize(
    "changes",
    [{"name": " \n "}, {"scopes": []}, {"scopes": ["everything"]}, {"expires_on": date(2001, 1, 1)}],
)
def test_token_for_nobody_or_nothing_is_refused(world, changes):
    with pytest.raises(TokenRefused):
        made(world, **changes)
    assert Token.objects.count() == 0
