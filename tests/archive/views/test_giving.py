"""The road of a donor, without JavaScript: give, see, keep, leave. And what outsiders do not get."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from dragoman.archive.forms import reader
from dragoman.archive.forms.support import likelier_address
from dragoman.engines.payment.scripted import SIGNATURE
from dragoman.giving.links import donor_path
from dragoman.giving.models import Donor, Gift, Pledge, ProviderEvent
from dragoman.giving.providers import road
from dragoman.giving.services.campaigns import save_appeal
from dragoman.giving.terms import GiftState, PledgeState
from dragoman.ledger.terms import SYSTEM
from dragoman.letters.models import Letter
from tests.factories.giving import charged, open_giving, paid, promised_gift, promised_pledge, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _giving_is_open(settings, monkeypatch):
    settings.GIVING = open_giving()
    monkeypatch.setattr(reader, "LEAST_SECONDS", -5)


def filled(client: Client, **changed: str) -> dict[str, str]:
    page = client.get("/support").content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    return hidden | {"interval": "once", "preset": "25", "road": "transfer", "email": "dora@reader.example",
                     "currency": "EUR", "act": "look"} | changed  # fmt: skip


def gave(client: Client, **changed: str):
    return client.post("/support", filled(client, **changed) | {"act": "give"})


def test_monthly_is_never_chosen_for_anybody(client):
    for address in ("/support", "/support?interval=monthly", "/ar/support"):
        page = client.get(address).content.decode()
        assert re.findall(r'name="interval" value="(\w+)"[^>]*checked', page) == ["once"]


def test_terms_stand_beside_the_button(client):
    page = client.post(
        "/support", filled(client, interval="monthly", email="dora@gmial.com")
    ).content.decode()
    assert "every month, until you cancel" in page and "two clicks" in page and "dora@gmail.com" in page
    assert Pledge.objects.count() == 0


def test_gift_by_transfer_is_told_how_to_pay_and_mailed(client):
    answer = gave(client, clip="11045", name="Dora", dedication="my teacher")
    gift = Gift.objects.get()
    assert answer.headers["Location"] == f"/support/gifts/{gift.token}"
    page = client.get(answer.headers["Location"]).content.decode()
    assert "DE89 3704 0044 0532 0130 00" in page and "<svg" in page
    assert (gift.clip_number, gift.amount_minor, gift.dedication, gift.is_anonymous) == (
        11045,
        2500,
        "my teacher",
        True,
    )
    assert gift.consent == "You give €25 once to Lantern Desk Association."
    assert [one.slot.split(":")[2] for one in Letter.objects.all()] == ["instructions"]


def test_form_sent_twice_is_one_gift(client):
    form = filled(client) | {"act": "give"}
    first, second = client.post("/support", form), client.post("/support", form)
    assert (first.headers["Location"], Gift.objects.count()) == (second.headers["Location"], 1)


def test_card_is_charged_on_the_provider_s_pages(client):
    address = gave(client, road="scripted", interval="monthly", preset="other", amount="7,50").headers[
        "Location"
    ]
    assert Pledge.objects.get().amount_minor == 750
    assert "Go on to pay" in client.get(address).content.decode()
    assert client.get(f"{address}/pay").headers["Location"].startswith("https://pay.invalid/")


@pytest.mark.parametrize(
    "changed",
    [
        {"preset": "other", "amount": "0.01"},
        {"preset": "other", "amount": "99999999999"},
        {"preset": "other", "amount": "1e5"},
        {"preset": "other", "amount": ""},
        {"preset": "7"},
        {"currency": "XXX"},
        {"road": "stripe"},
        {"interval": "weekly"},
        {"email": "dora@reader.example\r\nBcc: all@reader.example"},
        {"email": "no address"},
        {"name": "x" * 500},
        {"website": "https://spam.example"},
        {"began": "forged"},
        {"country": "ZZ"},
        {"clip": "-1"},
        {"key": ""},
    ],
)  # fmt: skip
def test_hostile_forms_change_nothing(client, changed):
    answer = gave(client, **changed)
    made = Gift.objects.count() + Pledge.objects.count()
    assert (answer.status_code, made) in {(422, 0), (302, 1)}
    assert (answer.status_code == 302) == (changed == {"key": ""})


def test_flood_from_one_place_is_stopped(client):
    answers = [gave(client, email=f"d{n}@reader.example").status_code for n in range(10)]
    assert answers == [302] * 8 + [422] * 2


def test_names_are_shown_as_text(client):
    gift = promised_gift(name="<script>alert(1)</script>", dedication="\u202eevil")
    told(paid(gift))
    page = client.get(donor_path(gift.donor)).content.decode()
    assert "<script>alert" not in page


def test_nothing_is_there_while_nothing_can_be_given(client, settings):
    gift = promised_gift()
    own = donor_path(gift.donor)
    settings.GIVING = open_giving(name="")
    for address in ("/support", "/support/donors", "/support/mine", own, f"/support/gifts/{gift.token}"):
        assert client.get(address).status_code == 404
    assert "/support" not in client.get("/").content.decode()


def test_link_is_mailed_to_donors_alone_and_the_answer_is_the_same(client):
    gift = promised_gift()
    known = client.post("/support/mine", {"email": gift.donor.email.upper()})
    unknown = client.post("/support/mine", {"email": "nobody@reader.example"})
    assert known.content == unknown.content
    assert [one.address for one in Letter.objects.all()] == [gift.donor.email]
    client.post("/support/mine", {"email": gift.donor.email})
    assert Letter.objects.count() == 1


def test_outsider_sees_nothing_of_a_donor(client):
    mine, other = promised_gift(), promised_gift()
    told(paid(mine))
    own, number = donor_path(mine.donor), mine.papers.get().number
    forged = [
        own[:-1] + ("A" if own[-1] != "A" else "B"),
        own.replace(f"/{mine.donor_id}:", f"/{other.donor_id}:"),
    ]
    for address in (
        *forged,
        "/support/gifts/x",
        "/support/monthly/x",
        f"{donor_path(other.donor)}/papers/{number}.pdf",
    ):
        assert client.get(address).status_code == 404
    assert client.get(f"{own}/papers/{number}.pdf").content.startswith(b"%PDF")


def test_monthly_gift_is_changed_paused_and_cancelled_without_signing_in(client):
    pledge = promised_pledge()
    told(charged(pledge, 0))
    own = donor_path(pledge.donor)
    form = {"pledge": pledge.token}
    assert client.post(f"{own}/change", form | {"amount": "abc", "day": "3"}).status_code == 422
    client.post(f"{own}/change", form | {"amount": "12.50", "day": "31"})
    client.post(f"{own}/pause", form)
    pledge.refresh_from_db()
    assert (pledge.amount_minor, pledge.day, pledge.state) == (1250, 31, PledgeState.PAUSED)
    client.post(f"{own}/resume", form)
    assert client.post(f"{own}/cancel", {"pledge": promised_pledge().token}).status_code == 404
    answer = client.post(f"{own}/cancel", form)
    assert "has ended" in client.get(answer.headers["Location"]).content.decode()
    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_by) == (PledgeState.CANCELLED, "donor")
    assert client.get(f"{own}/cancel").status_code == 405


def test_links_mailed_before_can_be_closed(client):
    donor = promised_gift().donor
    own = donor_path(donor)
    Donor.objects.filter(pk=donor.pk).update(links_since="2100-01-01T00:00:00Z")
    assert client.get(own).status_code == 404


def test_donor_takes_everything_and_is_forgotten(client):
    gift = promised_gift(name="Dorothea Unmistakable", address="77 Nowhere Lane", dedication="Aunt Zelda")
    told(paid(gift))
    own = donor_path(gift.donor)
    assert client.get(f"{own}/gifts.json").json()["gifts"][0]["name"] == "Dorothea Unmistakable"
    email = gift.donor.email
    assert client.post(f"{own}/erase").status_code == 200
    assert client.get(own).status_code == 404
    for words in ("Unmistakable", "Nowhere Lane", "Zelda", email):
        assert words_left(words) == []
    gift.refresh_from_db()
    assert (gift.state, gift.papers.get().amount_minor) == (GiftState.SUCCEEDED, 1000)


def words_left(words: str) -> list[str]:
    """Every column of text of the stage and its letters in which the words still stand."""
    from django.apps import apps
    from django.db import models

    found = []
    for model in [*apps.get_app_config("giving").get_models(), *apps.get_app_config("letters").get_models(),
                  *apps.get_app_config("ledger").get_models()]:  # fmt: skip
        for field in model._meta.get_fields():
            is_text = isinstance(field, models.CharField | models.TextField | models.EmailField)
            if is_text and model.objects.filter(**{f"{field.name}__icontains": words}).exists():
                found.append(f"{model.__name__}.{field.name}")
    return found


def test_wall_names_those_who_gave_and_wanted_it(client):
    gave(client, name="Dora <b>", on_wall="on")
    assert "Dora" not in client.get("/support/donors").content.decode()
    gift = Gift.objects.get()
    told(paid(gift), provider="transfer")
    assert "Dora &lt;b&gt;" in client.get("/support/donors").content.decode()


def test_words_of_the_desk_stand_on_the_page(client):
    save_appeal(language="en", title="Keep it open", text="", banner="", actor=SYSTEM)
    assert "Keep it open" in client.get("/support").content.decode()


def test_webhook_believes_what_is_signed_and_nothing_else(client):
    gift = promised_gift()
    provider = road("scripted")
    body = provider.tell(paid(gift)).raw
    send = {"path": "/giving/webhooks/scripted", "data": body, "content_type": "application/json"}
    assert client.post(**send).status_code == 400
    assert client.post(**send, headers={SIGNATURE: "0" * 64}).status_code == 400
    assert ProviderEvent.objects.count() == 0
    for _ in range(3):
        assert client.post(**send, headers={SIGNATURE: provider.sign(body.encode())}).status_code == 200
    gift.refresh_from_db()
    assert (gift.state, gift.papers.count()) == (GiftState.SUCCEEDED, 1)
    assert client.post("/giving/webhooks/transfer", body, content_type="text/plain").status_code == 404
    assert client.post("/giving/webhooks/stripe", body, content_type="text/plain").status_code == 404
    assert client.get("/giving/webhooks/scripted").status_code == 405


def test_nearly_right_address_is_asked_about():
    assert [likelier_address(one) for one in ("a@gmial.com", "a@gmail.com", "a@reader.example")] == [
        "a@gmail.com",
        "",
        "",
    ]
