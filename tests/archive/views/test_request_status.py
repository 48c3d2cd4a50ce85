from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup

from dragoman.corrections.models import Recipient, Use
from dragoman.enquiries.letters import confirm_url, status_path
from dragoman.enquiries.models import Access, Delivery, Enquiry, Message, Requester
from dragoman.enquiries.services import moving
from dragoman.enquiries.services.delivering import Parcel, give, take_back
from dragoman.enquiries.services.talking import add_note
from dragoman.enquiries.terms import State
from dragoman.enquiries.tokens import FILES, token_of
from dragoman.letters.models import Letter
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft
from tests.factories.enquiries import ADDRESS, confirmed, received, taken_on

pytestmark = pytest.mark.django_db


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def test_link_of_the_letter_confirms_by_a_button_alone(client, db):
    enquiry = received()
    path = confirm_url(enquiry).partition("localhost:8000")[2]
    assert "Did you send this request?" in client.get(path).content.decode()
    assert Enquiry.objects.get().state == State.RECEIVED  # programs that look into letters follow links
    assert client.post(path).status_code == 302
    assert (Enquiry.objects.get().state, client.get(path).status_code) == (State.VERIFIED, 302)
    assert client.post(path[:-3] + "aaa").status_code == 404


def test_page_shows_the_thread_and_never_the_notes(client, world):
    enquiry = taken_on(world.officer)
    add_note(enquiry=enquiry, person=world.officer, text="A tiresome man.")
    path = status_path(enquiry)
    client.post(path, {"act": "reply", "text": "Any news?", "key": "k"})
    client.post(path, {"act": "reply", "text": "Any news?", "key": "k"})
    page = client.get(path)
    assert (Message.objects.count(), "Any news?" in page.content.decode()) == (1, True)
    assert ("tiresome" in page.content.decode(), "Olga" in page.content.decode()) == (False, False)
    assert (page["Cache-Control"], page["Referrer-Policy"], page["X-Robots-Tag"]) == (
        "private, no-store",
        "no-referrer",
        "noindex",
    )
    assert client.post(path, {"act": "reply", "text": ""}).status_code == 422
    assert client.get(path[:-2] + "aa").status_code == 404


def test_requester_takes_it_back_once(client, world):
    path = status_path(taken_on(world.officer))
    assert [client.post(path, {"act": "withdraw"}).status_code for _ in range(2)] == [302, 422]
    assert Enquiry.objects.get().state == State.WITHDRAWN


def test_requester_takes_their_data_away_and_is_forgotten(client, world, clip):
    enquiry = taken_on(world.officer, number=clip.number)
    give(enquiry=enquiry, parcel=Parcel(clip, ["clip.mp4"]), person=world.officer)
    path = status_path(enquiry)
    told = json.loads(client.get(f"{path}/data.json").content)
    assert (told["requester"]["email"], told["clips"], told["text"]) == (
        ADDRESS,
        [1],
        "We report on night trains.",
    )
    assert "Erase everything about you?" in client.get(f"{path}/erase").content.decode()
    assert client.post(f"{path}/erase").status_code == 302
    fresh = Enquiry.objects.get()
    assert (fresh.state, fresh.text, fresh.details, fresh.use) == (State.WITHDRAWN, "", {}, "")
    assert [table.objects.count() for table in (Requester, Message, Delivery)] == [0, 0, 0]
    assert Recipient.objects.filter(whom=fresh.reference).count() == 0
    assert Letter.objects.filter(address=ADDRESS).count() == 0
    assert "Everything about you is erased." in client.get(f"{path}?done=erased").content.decode()


def test_use_is_told_into_the_register(client, world, clip):
    enquiry = taken_on(world.officer, number=clip.number)
    moving.mark_delivered(enquiry=enquiry, person=world.officer)
    path = status_path(enquiry)
    said = {"act": "used", "number": "1", "address": "https://radio.example/a", "title": "Trains"}
    assert client.post(path, {**said, "number": "99"}).status_code == 422
    assert client.post(path, said).status_code == 302
    assert (Use.objects.get().kind, Use.objects.get().note) == ("journalism", enquiry.reference)


def delivery(world, clip, **more):
    enquiry = taken_on(world.officer, number=clip.number)
    return give(enquiry=enquiry, parcel=Parcel(clip, **more), person=world.officer)


def test_files_are_fetched_and_written_down_until_the_link_ends(client, world, clip):
    made = delivery(world, clip, files=["clip.mp4", "en.vtt", "bundle.zip"])
    path = f"/deliveries/{token_of(FILES, made.nonce)}"
    page = client.get(path)
    assert (page.status_code, len(soup(page).select(".report-list a"))) == (200, 3)
    assert [
        client.get(f"{path}/{name}").status_code
        for name in ("clip.mp4", "en.vtt", "bundle.zip", "poster.jpg")
    ] == [
        200,
        200,
        302,
        404,
    ]
    assert sorted(Access.objects.values_list("name", flat=True)) == ["bundle.zip", "clip.mp4", "en.vtt"]
    assert list(Recipient.objects.filter(kind="enquiry").values_list("whom", "edition")) == [
        (made.enquiry.reference, 1)
    ]
    take_back(delivery=made, person=world.officer)
    assert [client.get(one).status_code for one in (path, f"{path}/clip.mp4")] == [410, 404]
    assert client.get("/deliveries/" + "a" * 32).status_code == 404


def test_ended_link_and_withdrawn_clip_give_nothing(client, world, clip):
    made = delivery(world, clip, files=["clip.mp4"])
    path = f"/deliveries/{token_of(FILES, made.nonce)}"
    Delivery.objects.update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert client.get(path).status_code == 410
    Delivery.objects.update(expires_at=datetime.now(UTC) + timedelta(days=1))
    withdraw_publication(publication=clip, reason="Wrong.", actor=world.editor.actor)
    assert [client.get(one).status_code for one in (path, f"{path}/clip.mp4")] == [410, 404]


def test_unpublished_clip_waits_for_terms_and_its_mark(client, world):
    made = delivery(world, draft(world.editor.actor, title="Zyzzyva"))
    path = f"/deliveries/{token_of(FILES, made.nonce)}"
    page = client.get(path).content.decode()
    assert ("First agree to this" in page, "Zyzzyva" in page) == (True, False)
    assert client.get(f"{path}/marked.mp4").status_code == 404
    client.post(path, {"agreed": "1"})
    assert Delivery.objects.get().accepted_at is not None
    assert "The copy is being made." in client.get(path).content.decode()


def test_page_is_in_arabic_too(client, db):
    page = soup(client.get(status_path(confirmed(language="ar"))))
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")
