from __future__ import annotations

import io

import pytest

from dragoman.accounts.models import User
from dragoman.accounts.rules import roles_of
from dragoman.project.main import main

pytestmark = pytest.mark.django_db


def add(monkeypatch, *arguments, password="a long enough passphrase"):
    monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
    return main(["person", *arguments, "--password-stdin"])


def test_person_is_added(monkeypatch):
    assert (
        add(monkeypatch, "Li@Example.org", "--name", "Li Wei", "--role", "editor", "--role", "monitor") == 0
    )
    user = User.objects.get()
    assert (user.email, user.name, roles_of(user)) == ("li@example.org", "Li Wei", {"editor", "monitor"})
    assert user.check_password("a long enough passphrase")


@pytest.mark.parametrize(
    ("arguments", "password", "says"),
    [
        (["li@example.org", "--role", "king"], "a long enough passphrase", "not a role"),
        (["no address", "--role", "editor"], "a long enough passphrase", "not an e-mail address"),
        (["li@example.org", "--role", "editor"], "short", "too short"),
    ],
)
def test_bad_person_is_refused(monkeypatch, capsys, arguments, password, says):
    assert add(monkeypatch, *arguments, password=password) == 1
    assert says in capsys.readouterr().err
    assert User.objects.count() == 0


def test_same_address_twice_is_refused(monkeypatch, capsys):
    add(monkeypatch, "li@example.org", "--role", "editor")
    assert add(monkeypatch, "LI@example.org", "--role", "monitor") == 1
    assert "already signs in" in capsys.readouterr().err
