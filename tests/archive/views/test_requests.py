from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from dragoman.archive.forms import reader as trap
from dragoman.archive.work import BITS, is_done
from dragoman.enquiries.models import Attachment, Enquiry
from dragoman.enquiries.terms import Kind, Sector, State
from dragoman.publications.services import reserve_number
from tests.factories.clips import draft
from tests.factories.enquiries import letters

pytestmark = pytest.mark.django_db
TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


def road(sector="media", kind="clip", more=""):
    return f"/requests/new?sector={sector}&kind={kind}{more}"


@pytest.fixture(autouse=True)
def _slow_enough(monkeypatch):
    monkeypatch.setattr(trap, "LEAST_SECONDS", -1)


def filled(**changes):
    return {
        "began": signing.TimestampSigner(salt="report").sign("report"),
        "key": "a" * 32,
        "deadline": TOMORROW,
        "hour": "16:00",
        "zone": "Europe/Paris",
        "name": "Nadia Berg",
        "organisation": "Radio Meridian",
        "email": "nadia@radio.example",
        "text": "Night trains.",
        "use": "A report.",
        "terms": "off record",
        "consent": "on",
        "clip": "1",
        "topic": "Railways",
        "programme": "Evening",
        "callback": "+47 1",
        **changes,
    }


def soup(response):
    return BeautifulSoup(response.content, "lxml")


@pytest.mark.parametrize(("sector", "kind"), list(product(Sector.values, Kind.values)))
def test_every_road_is_reached_by_its_address_and_leads_to_the_desk(client, db, sector, kind):
    page = soup(client.get(road(sector, kind)))
    assert page.select_one("h1").text == "Ask the desk"
    response = client.post(road(sector, kind), filled())
    made = Enquiry.objects.get()
    assert (response.status_code, made.sector, made.kind, made.state) == (302, sector, kind, State.RECEIVED)
    assert response["Location"] == f"/requests/sent?reference={made.reference}&to=confirm"
    assert "look in your mail" in client.get(response["Location"]).content.decode()
    assert (made.deadline_at.isoformat()[:10], made.deadline_zone) == (TOMORROW, "Europe/Paris")
    assert client.cookies == {}


def test_chooser_stands_where_nothing_is_chosen(client, clip):
    page = soup(client.get("/requests/new?clip=1"))
    chosen = [one["value"] for one in page.select("input[type=radio][checked]")]
    assert (chosen, page.select_one("input[name=clip]")["value"]) == (["clip"], "1")
    assert client.get("/requests/new?sector=king&kind=clip").status_code == 200


def test_form_is_prefilled_from_a_published_clip_alone(client, clip, world):
    page = soup(client.get(road(more="&clip=1")))
    assert (page.select_one(".picked .number").text, page.select_one("#id_clip")["value"]) == ("No. 1", "1")
    hidden = reserve_number(publication=draft(world.editor.actor, title="Zyzzyva"), actor=world.editor.actor)
    shown, absent = (client.get(road(more=f"&clip={n}")).content.decode() for n in (hidden, 4711))
    assert ("Zyzzyva" in shown, "picked" in shown, "picked" in absent) == (False, False, False)


def test_nothing_is_lost_on_an_error_not_even_files(client, db):
    file = SimpleUploadedFile("brief.pdf", b"%PDF-1.7 x")
    page = soup(client.post(road(), filled(email="nobody", files=[file])))
    assert page.select_one("#id_text").text.strip() == "Night trains."
    assert [one.text for one in page.select(".error")] == ["This is not an e-mail address."]
    kept = page.select_one("input[name=kept]")["value"]
    response = client.post(road(), filled(kept=[kept]))
    assert (response.status_code, Attachment.objects.get().name) == (302, "brief.pdf")


def test_forged_kept_file_and_wrong_kinds_are_refused_in_words(client, db):
    bad = SimpleUploadedFile("brief.pdf", b"MZ\x90\0")
    response = client.post(road(), filled(kept=["forged"], files=[bad]))
    assert (
        response.status_code,
        "“brief.pdf” is not a kind of file we take" in response.content.decode(),
    ) == (422, True)
    assert Enquiry.objects.count() == 0


def test_too_many_and_too_large_files_are_refused_and_the_words_stay(client, db, settings):
    settings.ENQUIRY_FILE_MAX_BYTES = 1000
    files = [SimpleUploadedFile(f"{n}.txt", b"x" * (2000 if n == 0 else 10)) for n in range(7)]
    page = soup(client.post(road(), filled(files=files)))
    assert "Night trains." in page.select_one("#id_text").text
    said = page.select_one(".notice").text
    assert ("“0.txt” is larger" in said, "At most 5 files" in said) == (True, True)


def test_sent_twice_is_one_request_and_changed_is_another(client, db):
    for _ in range(2):
        client.post(road(), filled())
    assert (Enquiry.objects.count(), len(letters())) == (1, 1)
    client.post(road(), filled(text="Something else."))
    assert Enquiry.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"website": "x"},
        {"began": ""},
        {"began": "x"},
        {"consent": ""},
        {"deadline": "2001-01-01"},
        {"zone": "../x"},
    ],
)
def test_machines_and_impossible_answers_are_not_taken(client, db, changes):
    assert client.post(road(), filled(**changes)).status_code == 422
    assert Enquiry.objects.count() == 0


def test_government_from_anywhere_names_its_switchboard(client, db):
    page = soup(client.post(road("government"), filled(callback="")))
    assert "switchboard" in page.select_one("#id_callback").parent.select_one(".error").text
    assert client.post(road("government"), filled(callback="", email="a@interior.gov")).status_code == 302


def test_proof_of_work_lets_trusted_addresses_in_at_once(client, db, settings):
    settings.ENQUIRY_TRUSTED_DOMAINS = ("radio.example",)
    began = filled()["began"]
    work = next(str(n) for n in range(1 << (BITS + 6)) if is_done(began, str(n)))
    response = client.post(road(), filled(began=began, work=work))
    assert (Enquiry.objects.get().state, response["Location"][-3:]) == (State.VERIFIED, "to=")
    assert not any(is_done(began, one) for one in ("", "é", "x" * 30))


def test_page_of_what_was_sent_says_nothing_of_any_request(client, db):
    assert client.get("/requests/sent?reference=R-2026-000777").status_code == 200
    assert [client.get(f"/requests/sent{one}").status_code for one in ("", "?reference=<b>")] == [404, 404]


def test_form_in_arabic_is_turned_around(client, db):
    page = soup(client.get("/ar" + road()))
    assert (page.html["dir"], page.select_one("#id_email")["dir"]) == ("rtl", "ltr")
