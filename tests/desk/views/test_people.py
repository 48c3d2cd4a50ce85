from __future__ import annotations

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from dragoman.accounts.models import User
from tests.desk.browsing import errors, soup
from tests.factories.world import World

ADD = reverse("desk:add_person")


def roles_of(person: User) -> set[str]:
    return set(person.grants.values_list("role", flat=True))


@pytest.mark.parametrize("name", ["people", "add_person"])
def test_people_are_for_administrators(name: str, editor: Client) -> None:
    assert editor.get(reverse(f"desk:{name}")).status_code == 403


def test_added_person_gets_a_link_once_on_the_page_and_by_mail(administrator: Client, client: Client) -> None:
    said = {"name": "Nadia", "email": "nadia@example.org", "roles": ["monitor", "translator"]}
    answer = administrator.post(ADD, said, follow=True)
    nadia = User.objects.get(email="nadia@example.org")
    link = soup(answer).select_one("#link")["value"]
    assert (roles_of(nadia), nadia.has_usable_password()) == ({"monitor", "translator"}, False)
    assert link in mail.outbox[0].body
    assert soup(administrator.get(reverse("desk:person", args=[nadia.handle]))).select_one("#link") is None

    path = re.sub(r"^https?://[^/]+", "", link)
    form = client.get(path, follow=True)
    chosen = {"password1": "a phrase that is long", "password2": "a phrase that is long"}
    client.post(form.request["PATH_INFO"], chosen)
    nadia.refresh_from_db()
    assert nadia.check_password("a phrase that is long")
    assert "doesn't work any more" in Client().get(path, follow=True).content.decode().replace("&#x27;", "'")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"email": "nadia"}, "This is not an e-mail address: it needs a name, an @ and a domain."),
        ({"email": "EDDA@example.org"}, "Someone already signs in as edda@example.org."),
        ({"roles": ["king"]}, "“king” is not a role."),
    ],
)
def test_wrong_person_is_refused_beside_the_field(
    changed: dict[str, object], said: str, administrator: Client, world: World
) -> None:
    before = User.objects.count()
    form = {"name": "Nadia", "email": "nadia@example.org", "roles": ["monitor"]} | changed
    answer = administrator.post(ADD, form)
    assert (answer.status_code, errors(soup(answer))) == (422, [said])
    assert soup(answer).select_one("#id_name")["value"] == "Nadia"
    assert User.objects.count() == before


def test_roles_are_set_as_ticked(administrator: Client, world: World) -> None:
    administrator.post(reverse("desk:person", args=[world.monitor.handle]), {"roles": ["editor", "reviewer"]})
    assert roles_of(world.monitor) == {"editor", "reviewer"}


def test_last_administrator_keeps_the_role_and_the_account(administrator: Client, world: World) -> None:
    handle = world.administrator.handle
    answers = [
        administrator.post(reverse("desk:person", args=[handle]), {"roles": []}),
        administrator.post(reverse("desk:close_person", args=[handle])),
    ]
    world.administrator.refresh_from_db()
    assert [answer.status_code for answer in answers] == [422, 422]
    assert errors(soup(answers[0])) == ["Ada is the last administrator: make another one first."]
    assert (roles_of(world.administrator), world.administrator.is_active) == ({"administrator"}, True)


def test_closed_account_ends_at_once(administrator: Client, editor: Client, world: World) -> None:
    administrator.post(reverse("desk:close_person", args=[world.editor.handle]))
    assert editor.get(reverse("desk:rundown")).status_code == 302


def test_unknown_handle_is_not_found(administrator: Client) -> None:
    assert administrator.get(reverse("desk:person", args=["p-nobody99"])).status_code == 404
