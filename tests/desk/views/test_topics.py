from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.catalogue.models import Topic
from dragoman.catalogue.services import file_topics
from tests.desk.browsing import form_values, soup
from tests.factories.clips import published
from tests.factories.world import World

LIST = reverse("desk:topics")


@pytest.fixture
def rail(world: World) -> Topic:
    return file_topics(names=["Railways"])[0]


def address(topic: Topic) -> str:
    return reverse("desk:topic", args=[topic.pk])


def opened(client: Client, topic: Topic) -> dict[str, str]:
    return form_values(soup(client.get(address(topic))), address(topic))


def test_list_shows_every_topic_and_finds_by_name(monitor: Client, rail: Topic) -> None:
    file_topics(names=["Fishing"])
    names = [found.get_text(strip=True) for found in soup(monitor.get(LIST)).select("tbody th a")]
    assert names == ["Fishing", "Railways"]
    assert [a["href"] for a in soup(monitor.get(LIST, {"q": "rail"})).select("tbody th a")] == [address(rail)]
    assert soup(monitor.get(LIST, {"q": "x"})).select_one(".empty").get_text().startswith("No topic has this")


def test_topic_is_saved_and_shown_to_readers(monitor: Client, world: World) -> None:
    published(world.editor.actor)
    rail = Topic.objects.get(slug="railways")
    change = {"name": "Rail", "description_text": "Trains and stations."}
    assert monitor.post(address(rail), opened(monitor, rail) | change).status_code == 302
    page = Client().get("/topics/railways").content.decode()
    assert ("Trains and stations." in page, "<bdi>Rail</bdi>" in page) == (True, True)


def test_colleagues_change_is_not_overwritten(monitor: Client, rail: Topic) -> None:
    form = opened(monitor, rail)
    Topic.objects.filter(pk=rail.pk).update(description="Theirs.")
    answer = monitor.post(address(rail), form | {"description_text": "Mine."})
    assert answer.status_code == 409
    assert "Theirs." in soup(answer).select_one(".meanwhile").get_text()
    assert monitor.post(address(rail), form_values(soup(answer), address(rail))).status_code == 302
    rail.refresh_from_db()
    assert rail.description == "Mine."


def test_name_of_another_is_refused(monitor: Client, rail: Topic) -> None:
    file_topics(names=["Fishing"])
    answer = monitor.post(address(rail), opened(monitor, rail) | {"name": "FISHING"})
    assert (answer.status_code, Topic.objects.get(pk=rail.pk).name) == (422, "Railways")


def test_translators_and_outsiders_are_kept_out(translator: Client, world: World, rail: Topic) -> None:
    outsider = Client()
    outsider.force_login(world.outsider, backend="django.contrib.auth.backends.ModelBackend")
    for path in (LIST, address(rail)):
        assert [client.get(path).status_code for client in (translator, outsider)] == [403, 403]
