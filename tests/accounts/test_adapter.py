from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from tests.factories.people import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh_counts():
    cache.clear()
    yield
    cache.clear()


def sign_in(email, password, address="192.0.2.1"):
    client = Client(REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_person_signs_in_with_address_and_password(world):
    assert sign_in("edda@example.org", PASSWORD)
    assert sign_in("EDDA@example.org", PASSWORD)


def test_wrong_password_and_unknown_person_look_the_same(world):
    pages = [
        Client().post("/accounts/login/", {"login": login, "password": "wrong wrong wrong"}).content.decode()
        for login in ("edda@example.org", "nobody@example.org")
    ]
    plain = [page.replace("edda", "X").replace("nobody", "X") for page in pages]
    without_tokens = [
        "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line) for page in plain
    ]
    assert without_tokens[0] == without_tokens[1]


def test_guessing_is_stopped_and_locks_nobody_else_out(world):
    for _ in range(11):
        assert not sign_in("edda@example.org", "wrong wrong wrong", "198.51.100.7")
    assert not sign_in("edda@example.org", PASSWORD, "198.51.100.7")
    assert sign_in("edda@example.org", PASSWORD, "192.0.2.1")


def test_closed_account_cannot_sign_in(world):
    world.editor.is_active = False
    world.editor.save()
    assert not sign_in("edda@example.org", PASSWORD)


def test_nobody_signs_up(db):
    client = Client()
    page = client.post(
        "/accounts/signup/",
        {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert page.status_code == 200
    assert not sign_in("new@example.org", PASSWORD)
