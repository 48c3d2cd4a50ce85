from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.corrections.models import Use
from dragoman.corrections.uses import ToldUse, tell_use, uses_of
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def use(world):
    told = ToldUse("https://paper.example/a", "Trains", "research", "The Paper", label="2", note="page 3")
    return tell_use(publication=published(world.translator.actor), told=told)


def page(client, query=""):
    return BeautifulSoup(client.get(f"/desk/uses/{query}").content, "lxml")


def test_editor_sees_what_waits_and_puts_it_on_the_page(client, world, use):
    client.force_login(world.editor, backend=BACKEND)
    (item,) = page(client).select(".report-list li")
    assert ("Trains" in item.text, "The Paper" in item.text, "page 3" in item.text) == (True, True, True)
    assert [one["value"] for one in item.select("button")] == ["accepted", "declined"]
    response = client.post(f"/desk/uses/{use.pk}/decide/", {"state": "accepted"})
    assert (response.status_code, response["Location"]) == (302, "/desk/uses/")
    assert [one.title for one in uses_of(1)] == ["Trains"]
    assert page(client).select(".report-list li") == []
    (item,) = page(client, "?show=all").select(".report-list li")
    assert ([one["value"] for one in item.select("button")], "Edda" in item.text) == (["removed"], True)


def test_others_see_and_do_not_decide(client, world, use):
    client.force_login(world.monitor, backend=BACKEND)
    assert page(client).select(".report-list button") == []
    assert client.post(f"/desk/uses/{use.pk}/decide/", {"state": "accepted"}).status_code == 403
    client.force_login(world.outsider, backend=BACKEND)
    assert client.get("/desk/uses/").status_code == 403
    client.logout()
    assert client.get("/desk/uses/").status_code == 302
    assert Use.objects.get().state == "received"


def test_nonsense_and_what_came_too_late_change_nothing(client, world, use):
    client.force_login(world.reviewer, backend=BACKEND)
    client.post(f"/desk/uses/{use.pk}/decide/", {"state": "deleted"})
    assert Use.objects.get().state == "received"
    client.post(f"/desk/uses/{use.pk}/decide/", {"state": "declined"})
    client.post(f"/desk/uses/{use.pk}/decide/", {"state": "removed"})
    assert Use.objects.get().state == "declined"
    assert client.get(f"/desk/uses/{use.pk}/decide/").status_code == 405
    assert client.post("/desk/uses/999/decide/", {"state": "declined"}).status_code == 404


def test_questions_do_not_grow_with_the_list(client, world, use, django_assert_max_num_queries):
    for at in range(5):
        tell_use(publication=use.publication, told=ToldUse(f"https://paper.example/{at}", "T", "research"))
    client.force_login(world.editor, backend=BACKEND)
    client.get("/desk/uses/")
    with django_assert_max_num_queries(8):
        client.get("/desk/uses/")
