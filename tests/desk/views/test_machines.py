from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.machines.models import Token
from dragoman.machines.tokens import make_token, token_of
from tests.desk.browsing import errors, soup
from tests.factories.world import World

MACHINES, REVOKE = reverse("desk:machines"), reverse("desk:revoke_token")
SAID = {"name": "Newsroom", "scopes": ["read", "quote-check"], "expires_on": ""}


def test_machines_are_for_administrators(editor: Client, monitor: Client, world: World) -> None:
    token, _ = make_token(name="Newsroom", scopes=["read"], person=world.administrator)
    for person in (editor, monitor):
        assert person.get(MACHINES).status_code == 403
        assert person.post(MACHINES, SAID).status_code == 403
        assert person.post(REVOKE, {"token": token.pk}).status_code == 403
    assert list(Token.objects.values_list("revoked_at", flat=True)) == [None]


def test_new_token_is_shown_once(administrator: Client) -> None:
    page = soup(administrator.post(MACHINES, SAID, follow=True))
    secret = page.select_one("#secret")["value"]
    token = token_of(secret)
    assert token is not None
    assert (token.name, token.scopes) == ("Newsroom", ["read", "quote-check"])
    again = administrator.get(MACHINES)
    assert secret not in again.content.decode()
    assert token.beginning in again.content.decode()


def test_token_is_revoked(administrator: Client) -> None:
    secret = soup(administrator.post(MACHINES, SAID, follow=True)).select_one("#secret")["value"]
    answer = administrator.post(REVOKE, {"token": Token.objects.get().pk}, follow=True)
    assert token_of(secret) is None
    assert "opens nothing any more" in answer.content.decode()
    assert "revoked" in answer.content.decode()
    assert administrator.get(REVOKE).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"scopes": []}, "This field is required."),
        ({"expires_on": "2001-01-01"}, "The token would have expired already."),
    ],
)
def test_wrong_token_is_refused_beside_the_field(
    administrator: Client, changed: dict[str, object], said: str
) -> None:
    answer = administrator.post(MACHINES, SAID | changed)
    assert answer.status_code == 422
    assert said in " ".join(errors(soup(answer)))
    assert Token.objects.count() == 0


@pytest.mark.parametrize("row", ["", "x", "9" * 30, "77"])
def test_token_that_is_not_there_is_not_found(administrator: Client, row: str) -> None:
    assert administrator.post(REVOKE, {"token": row}).status_code == 404
