"""The treasurer's pages: apart from editors, and everything on them does what it says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dragoman.engines.payment.port import Told
from dragoman.giving.models import Appeal, Block, Campaign, Donor, Gift, Paper, ProviderEvent, StatementLine
from dragoman.giving.providers import road
from dragoman.giving.services.reconciling import reconcile
from dragoman.giving.terms import EventState, GiftState, PledgeState
from dragoman.letters.models import Letter
from tests.desk.conftest import browser_of
from tests.factories.giving import event, open_giving, paid, promised_gift, promised_pledge, refunded, told
from tests.factories.people import person
from tests.giving.statements import CAMT, CSV

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _giving_is_open(settings):
    settings.GIVING = open_giving()


@pytest.fixture
def treasurer():
    return browser_of(person("Tilda", "treasurer"))


PAGES = ("giving", "gifts", "pledges", "donors", "giving_blocks", "statement", "campaigns", "new_campaign")


@pytest.mark.parametrize("name", PAGES)
def test_editors_and_administrators_see_no_gifts_and_treasurers_no_drafts(name, treasurer, world):
    address = reverse(f"desk:{name}")
    assert treasurer.get(address).status_code == 200
    assert [
        browser_of(one).get(address).status_code
        for one in (world.editor, world.administrator, world.outsider)
    ] == [
        403,
        403,
        403,
    ]
    assert treasurer.get(reverse("desk:rundown")).headers["Location"] == reverse("desk:giving")


def test_editor_writes_the_appeal_and_nothing_else(world):
    page = reverse("desk:appeal", kwargs={"language": "en"})
    browser = browser_of(world.editor)
    assert browser.post(page, {"title": "Keep it open", "text": "", "banner": "Give."}).status_code == 302
    assert Appeal.objects.get().banner == "Give."
    assert browser_of(world.monitor).get(page).status_code == 403


def test_money_that_came_is_written_down_and_sent_back(treasurer):
    gift = promised_gift(road="transfer")
    page = reverse("desk:gift", kwargs={"pk": gift.pk})
    treasurer.post(f"{page}received/", {"amount": "10", "currency": "EUR", "on": "2026-11-20", "key": "k1"})
    treasurer.post(f"{page}received/", {"amount": "10", "currency": "EUR", "on": "2026-11-20", "key": "k1"})
    gift.refresh_from_db()
    assert (gift.state, gift.papers.count()) == (GiftState.SUCCEEDED, 1)
    treasurer.post(f"{page}refund/", {"amount": "11", "reason": ""})
    treasurer.post(f"{page}refund/", {"amount": "4", "reason": "asked"})
    gift.refresh_from_db()
    assert (gift.state, gift.kept.minor, gift.papers.count()) == (GiftState.PART_REFUNDED, 600, 2)
    assert treasurer.get(page).status_code == 200
    receipt = Paper.objects.get(kind="receipt")
    treasurer.post(reverse("desk:paper_again", kwargs={"pk": receipt.pk}))
    assert [one.slot.split(":")[2] for one in Letter.objects.order_by("created_at")] == ["credit", "again"]


@pytest.mark.parametrize(("name", "text"), [("a.csv", CSV), ("a.xml", CAMT)])
def test_statement_is_looked_through_and_then_taken(treasurer, name, text):
    gift, page = promised_gift(road="transfer"), reverse("desk:statement")
    data = text.format(one=gift.reference, two="").encode()

    def send(act: str):
        return treasurer.post(page, {"file": SimpleUploadedFile(name, data), "currency": "EUR", "act": act})

    assert gift.reference in send("look").content.decode()
    assert StatementLine.objects.count() == 0
    assert (send("take").status_code, send("take").status_code) == (302, 302)
    gift.refresh_from_db()
    assert (gift.state, gift.amount_minor, Gift.objects.count()) == (GiftState.SUCCEEDED, 2500, 1)
    assert (
        treasurer.post(page, {"file": SimpleUploadedFile("b", b"\0\0"), "currency": "EUR"}).status_code == 422
    )


def test_lines_are_matched_by_hand_or_are_no_gift(treasurer):
    gift = promised_gift(road="transfer")
    made = {"booked_on": "2026-11-20", "amount_minor": 900, "currency": "EUR"}
    one, two = (StatementLine.objects.create(key=key, payer="P", **made) for key in "ab")
    treasurer.post(reverse("desk:match_line", kwargs={"pk": one.pk}), {"reference": "RF00 0000"})
    assert StatementLine.objects.filter(state="open").count() == 2
    treasurer.post(reverse("desk:match_line", kwargs={"pk": one.pk}), {"reference": gift.reference.lower()})
    treasurer.post(reverse("desk:ignore_line", kwargs={"pk": two.pk}))
    gift.refresh_from_db()
    assert (gift.amount_minor, StatementLine.objects.filter(state="open").count()) == (900, 0)


def test_accounts_hold_no_formula(treasurer):
    told(paid(promised_gift(name="=HYPERLINK(1)")))
    answer = treasurer.get(reverse("desk:giving_export"), {"first": "2020-01-01", "last": "2100-01-01"})
    assert "'=HYPERLINK(1)" in answer.content.decode()


def test_donors_are_exported_and_erased(treasurer):
    gift = promised_gift(name="Dora")
    page = reverse("desk:donor", kwargs={"pk": gift.donor_id})
    assert treasurer.get(f"{page}export.json").json()["gifts"][0]["name"] == "Dora"
    treasurer.post(f"{page}erase/")
    assert (Donor.objects.get().email, treasurer.get(page).status_code) == ("", 404)


def test_monthly_gift_is_ended_by_the_desk(treasurer):
    pledge = promised_pledge()
    treasurer.post(reverse("desk:end_pledge", kwargs={"pk": pledge.pk}))
    pledge.refresh_from_db()
    assert (pledge.state, pledge.ended_by) == (PledgeState.CANCELLED, "desk")


def test_campaigns_and_blocks_are_kept(treasurer):
    form = {"title": "Winter", "language": "en", "currency": "EUR", "goal": "1.000", "opens_on": "2026-11-01"}
    treasurer.post(reverse("desk:new_campaign"), form)
    assert Campaign.objects.get().goal_minor == 100_000
    assert treasurer.post(reverse("desk:new_campaign"), form | {"closes_on": "2026-10-01"}).status_code == 422
    treasurer.post(reverse("desk:giving_blocks"), {"kind": "domain", "value": "Bad.Example", "note": "cards"})
    assert "bad.example" not in Block.objects.get().mark
    with pytest.raises(ValueError, match="taken here"):
        promised_gift(email="x@bad.example")


def test_lost_events_are_found_at_night_and_others_wait_for_the_desk(treasurer):
    gift = promised_gift()
    road("scripted").happened.clear()
    now = datetime.now(UTC)
    lost = road("scripted").tell(paid(gift))
    lost = Told(lost.event.__class__(**{**_fields(lost.event), "at": now - timedelta(hours=3)}), lost.raw)
    road("scripted").happened[:] = [lost]
    kept = told(refunded("pay_nobody", 5, "re_x"))
    ProviderEvent.objects.filter(pk=kept.pk).update(received_at=now - timedelta(days=2))
    report = reconcile(now=now)
    gift.refresh_from_db()
    assert (gift.state, report.late_events, report.findings) == (
        GiftState.SUCCEEDED,
        1,
        [["set aside", f"event:{kept.pk}"]],
    )
    assert reconcile(now=now).late_events == 0
    page = treasurer.get(reverse("desk:giving")).content.decode()
    assert kept.provider_id in page
    treasurer.post(reverse("desk:giving_event", kwargs={"pk": kept.pk}))
    kept.refresh_from_db()
    assert kept.state == EventState.SET_ASIDE
    told(event(subject_id="pay_nobody", reference=promised_gift().reference))
    kept.refresh_from_db()
    assert kept.state == EventState.APPLIED


def _fields(one):
    return {name: getattr(one, name) for name in one.__dataclass_fields__}
