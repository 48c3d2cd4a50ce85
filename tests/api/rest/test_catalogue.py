from __future__ import annotations

import pytest

from dragoman.catalogue.models import Channel
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def ask(client, path, **asked):
    return client.get(f"/api/v1/{path}", asked)


def test_topics_and_people_are_those_of_published_clips(client, clip, settings):
    assert ask(client, "topics/railways").json() == {
        "slug": "railways",
        "name": "Railways",
        "clips": 1,
        "url": f"{settings.SITE_URL}/topics/railways",
        "api": f"{settings.SITE_URL}/api/v1/clips?topic=railways",
    }
    assert [one["slug"] for one in ask(client, "topics").json()["items"]] == ["public-works", "railways"]
    page = ask(client, "people", limit=1).json()
    names = [one["name"] for one in page["items"] + client.get(page["next"]).json()["items"]]
    assert names == ["Lin Ruomei", "Vera Sokolskaya"]
    assert ask(client, "people/lin-ruomei").json()["clips"] == 1


@pytest.mark.parametrize("path", ["topics/railways", "people/lin-ruomei", "sources/meridian-tv"])
def test_outsider_learns_of_nothing_that_only_drafts_have(client, world, path):
    draft(world.editor.actor)
    assert ask(client, path).status_code == 404
    assert ask(client, path.partition("/")[0]).json() == {"items": [], "next": None}


def test_source_is_told_with_what_is_known_of_it(client, clip):
    found = ask(client, "sources/meridian-tv").json()
    assert (found["name"], found["place_name"], found["clips"], found["first_aired_on"]) == (
        "Meridian TV",
        "Norland",
        1,
        "2024-04-09",
    )
    assert ask(client, "sources").json()["items"] == [found]


def test_sensitive_source_is_in_no_list(client, clip):
    Channel.objects.update(is_sensitive=True)
    assert ask(client, "sources").json()["items"] == []
    assert ask(client, "sources/meridian-tv").status_code == 404


def test_numbers_say_what_became_of_them(client, world, settings):
    gone, kept = (published(world.editor.actor, title=f"Night trains {n}") for n in (1, 2))
    waiting = draft(world.editor.actor, title="What nobody may know yet")
    reserve_number(publication=waiting, actor=world.editor.actor)
    withdraw_publication(publication=gone, reason="The same twice.", actor=world.editor.actor, survivor=kept)
    found = ask(client, "numbers").json()["items"]
    assert [(one["number"], one["state"], one["reason"], one["survivor"]) for one in found] == [
        (3, "reserved", "", None),
        (2, "published", "", None),
        (1, "withdrawn", "The same twice.", 2),
    ]
    assert [one["url"] for one in found] == [
        None,
        f"{settings.SITE_URL}/clips/2/{kept.slug}",
        f"{settings.SITE_URL}/clips/1",
    ]
    assert ask(client, "numbers/3").json() == found[0]
    assert ask(client, "numbers/9").status_code == 404
    page = ask(client, "numbers", limit=2).json()
    assert [one["number"] for one in client.get(page["next"]).json()["items"]] == [1]
