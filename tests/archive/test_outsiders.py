"""What is not published shows on no page, list, count, neighbourhood or search, to anybody who is not of the desk."""

from __future__ import annotations

import pytest
from django.test import Client

from dragoman.catalogue.services import ChannelEntry, file_channel, file_speaker, file_topics
from dragoman.publications.models import Publication
from dragoman.publications.services import (
    publish_clip,
    reserve_number,
    submit_for_review,
    withdraw_publication,
)
from dragoman.search.facets import facets
from dragoman.search.models import Filing
from dragoman.search.narrowing import list_version
from dragoman.search.related import related_to
from dragoman.search.selectors import Filters, run, shelf
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

SECRET = "Zyzzyva"
PAGES = (
    "/",
    "/ar/",
    "/clips",
    "/clips?topic=zyzzyva",
    "/clips?speaker=zyzzyva",
    "/clips?source=zyzzyva",
    "/clips?words=zyzzyva",
    "/clips?topic=railways&year=2024",
    "/topics",
    "/topics/railways",
    "/people",
    "/people?q=zyzz",
    "/people/lin-ruomei",
    "/sources",
    "/sources/meridian-tv",
    "/clips/1",
    "/corrections",
    "/search?q=zyzzyva",
    "/feed.atom",
)
GONE = ("/topics/zyzzyva", "/people/zyzzyva", "/sources/zyzzyva")


def secret(actor) -> Publication:
    """A draft that names a topic, a person and a source of its own, and shares all others with number 1."""
    made = draft(actor, title=f"{SECRET} on the bridge")
    clip = made.clip
    clip.topics.add(*file_topics(names=[SECRET]))
    cue = clip_cues(clip)[0]
    cue.speaker = file_speaker(name=SECRET, role=f"{SECRET} in chief")
    cue.save()
    file_speaker(name="Lin Ruomei", role=f"friend of {SECRET}")
    file_channel(entry=ChannelEntry(SECRET, "Norland"), actor=actor)
    return made


def clip_cues(clip):
    from dragoman.transcripts.selectors import cues_of

    return list(cues_of(clip))


def reserved(made, actor):
    reserve_number(publication=made, actor=actor)


def in_review(made, actor):
    reserve_number(publication=made, actor=actor)
    submit_for_review(publication=made, actor=actor)


def withdrawn(made, actor):
    publish_clip(publication=made, actor=actor)
    for path in PAGES:
        Client().get(path, follow=True)  # kept everywhere before it goes
    withdraw_publication(publication=made, reason="By mistake.", actor=actor)


@pytest.mark.parametrize("become", [lambda made, actor: None, reserved, in_review, withdrawn])
def test_what_is_not_published_shows_nowhere(world, become):
    actor = world.editor.actor
    published(actor)
    become(secret(actor), actor)
    outsider = Client()
    outsider.force_login(world.outsider, backend="django.contrib.auth.backends.ModelBackend")
    for client in (Client(), outsider):
        for path in PAGES:
            answer = client.get(path, follow=True)
            shown = answer.content.decode().replace("zyzzyva", "")  # what was asked for is said back
            assert (path, answer.status_code, SECRET in shown.replace(f"“{SECRET}”", "")) == (
                path,
                200,
                False,
            )
        assert [client.get(path).status_code for path in GONE] == [404, 404, 404]
    assert Filing.objects.exclude(publication__number=1).count() == 0
    assert (facets().total, len(shelf(filters=Filters()).entries) - 1) == (1, len(_stubs()))
    assert related_to(1, list_version()) == ()


def _stubs():
    return [one for one in run(filters=Filters()).entries if hasattr(one, "state")]
