"""Twelve roads from a clip's page to “cited by”: a real mail server takes every letter, and its links are used."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.test import Client
from django.urls import reverse

from dragoman.archive.forms import reader as trap
from dragoman.corrections.models import Use
from dragoman.corrections.uses import accept_use
from dragoman.enquiries.models import Enquiry, Proposal
from dragoman.enquiries.terms import Kind, Sector, State
from dragoman.letters.models import Letter
from dragoman.letters.sending import send_letter
from tests.factories.clips import published
from tests.factories.enquiries import expert

pytestmark = pytest.mark.django_db
ROADS = [
    (sector, kind, "/ar" if (sector, kind) == ("academia", "interview") else "")
    for sector, kind in product([Sector.MEDIA, Sector.GOVERNMENT, Sector.ACADEMIA], Kind.values)
]
WHO = "nadia@bureau.gov"  # an official address, so that no road needs a call back
SOON = (datetime.now(UTC) + timedelta(days=4)).date().isoformat()
LINK = re.compile(r"http://localhost:8000(/\S+)")


@pytest.fixture(autouse=True)
def _slow_enough(monkeypatch):
    monkeypatch.setattr(trap, "LEAST_SECONDS", -1)


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def latest(post_office, address):
    """What the mail server was given last for an address: subject, and the paths of its links."""
    for letter in Letter.objects.filter(state="waiting").order_by("created_at"):
        send_letter(letter)
    message = post_office.letters_to(address)[-1]
    text = message.get_body(("plain",)).get_content()
    return message["Subject"], LINK.findall(text)


@pytest.mark.parametrize(("sector", "kind", "tongue"), ROADS)
def test_road_is_walked_to_its_end(post_office, client, world, clip, sector, kind, tongue):
    page = BeautifulSoup(client.get(f"{tongue}/clips/1", follow=True).content, "lxml")
    assert page.select_one("a[href*='/requests/new']")["href"] == f"{tongue}/requests/new?clip=1"
    asked = {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "key": "a" * 32,
        "deadline": SOON,
        "zone": "Europe/Paris",
        "name": "Nadia",
        "organisation": "Bureau",
        "email": WHO,
        "text": "Night trains.",
        "use": "A report.",
        "terms": "on record",
        "consent": "on",
        "clip": "1",
        "topic": "Railways",
        "programme": "Evening",
    }
    assert client.post(f"{tongue}/requests/new?sector={sector}&kind={kind}&clip=1", asked).status_code == 302
    _subject, (confirm,) = latest(post_office, WHO)
    assert confirm.startswith(f"{tongue}/requests/")
    assert client.post(confirm).status_code == 302
    _subject, (status,) = latest(post_office, WHO)
    enquiry = Enquiry.objects.get()
    officer, desk = Client(), reverse("desk:enquiry", args=[enquiry.pk])
    officer.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    say = _saying(officer, desk)
    say("triage")
    say("accept", day=SOON, hour="12:00")
    if kind in {Kind.CONSULT, Kind.INTERVIEW}:
        _talk(say, post_office, client)
    else:
        say("give", publication=clip.pk, files=["clip.mp4"], days="7")
    say("deliver", text="Here.")
    subject, links = latest(post_office, WHO)
    assert (enquiry.reference in subject, links[-1]) == (True, status)
    given = BeautifulSoup(client.get(status).content, "lxml").select_one("a[href*='/deliveries/']")
    if given:
        assert client.get(f"{given['href']}/clip.mp4").status_code == 200
    say("close")
    used = {"act": "used", "number": "1", "address": f"https://bureau.gov/{kind}", "title": "Trains at night"}
    assert client.post(status, used).status_code == 302
    accept_use(use=Use.objects.get(), person=world.editor)
    assert Enquiry.objects.get().state == State.CLOSED
    assert "Trains at night" in client.get("/clips/1", follow=True).content.decode()
    assert Client().get(status[:-4] + "aaaa").status_code == 404


def _saying(officer, desk):
    def say(act, **more):
        response = officer.post(desk, {"act": act, **more})
        assert (act, response.status_code) == (act, 302)

    return say


def _talk(say, post_office, client):
    """The expert is asked by a letter, accepts on the page it leads to, and both get an entry for their calendars."""
    someone = expert()
    say("propose", expert=someone.slug, day=SOON, hour="10:00", minutes="30", shared="About night trains.")
    _subject, (page,) = latest(post_office, someone.email)
    assert client.post(page, {"act": "yes"}).status_code == 302
    latest(post_office, WHO)
    for address in (someone.email, WHO):
        names = [part.get_filename() for part in post_office.letters_to(address)[-1].walk()]
        assert "invitation.ics" in names
    say("talk", proposal=Proposal.objects.get().pk, what="held", outcome="A good talk.")
