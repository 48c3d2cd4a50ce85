from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from dragoman.enquiries.enclosing import ArrivedFile
from dragoman.enquiries.models import Attachment, Delivery, Enquiry, Expert, Proposal
from dragoman.enquiries.services.moving import triage
from dragoman.enquiries.services.talking import Reply, take_reply
from dragoman.enquiries.terms import ProposalState, Scan, State
from tests.desk.conftest import browser_of
from tests.factories import clips
from tests.factories.enquiries import confirmed, expert, letters, received, taken_on

pytestmark = pytest.mark.django_db
SOON = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()


@pytest.fixture
def officer(world):
    return browser_of(world.officer)


def page_of(enquiry):
    return reverse("desk:enquiry", args=[enquiry.pk])


def soup(response):
    return BeautifulSoup(response.content, "lxml")


def test_inbox_is_by_the_day_due_and_shows_nothing_unconfirmed(officer, world):
    received()
    later, sooner = confirmed(sector="academia", deadline_at=None), confirmed()
    rows = soup(officer.get(reverse("desk:enquiries"))).select("tbody th a")
    assert [one.text for one in rows] == [sooner.reference, later.reference]
    assert [
        len(soup(officer.get(reverse("desk:enquiries") + query)).select("tbody tr"))
        for query in ("?sector=academia", "?q=nadia", "?state=closed", "?assignee=nobody", "?state=evil")
    ] == [1, 2, 0, 2, 2]


def test_nobody_else_at_the_desk_reads_requests(world):
    enquiry = confirmed()
    names = ("enquiries", "enquiry_counts", "replies", "experts")
    pages = [*(reverse(f"desk:{name}") for name in names), page_of(enquiry), reverse("desk:expert", args=[0])]
    for person in (world.monitor, world.translator, world.reviewer, world.administrator, world.outsider):
        client = browser_of(person)
        assert [client.get(page).status_code for page in pages] == [403] * 6
        assert "Requests" not in client.get(reverse("desk:rundown")).content.decode()
    assert browser_of(world.officer).get(page_of(received())).status_code == 404


def test_whole_way_by_the_buttons_of_the_page(officer, world):
    enquiry, page = confirmed(), ""
    page = page_of(enquiry)
    for act, more in (
        ("triage", {}),
        ("accept", {"day": SOON, "hour": "12:00", "text": "Gladly."}),
        ("start", {}),
        ("ask", {"text": "Which minute?"}),
        ("go_on", {}),
        ("deliver", {"text": "Here."}),
        ("close", {}),
    ):
        assert (act, officer.post(page, {"act": act, **more}).status_code) == (act, 302)
        assert officer.get(page).status_code == 200
    assert Enquiry.objects.get().state == State.CLOSED
    assert officer.post(page, {"act": "triage"}).status_code == 422


def test_what_was_written_is_kept_when_an_act_is_refused(officer, world):
    enquiry = triage(enquiry=confirmed(), person=world.officer)
    response = officer.post(page_of(enquiry), {"act": "accept", "text": "A long letter", "day": "soon"})
    page = soup(response)
    assert (response.status_code, page.select_one("#id_text").text.strip()) == (422, "A long letter")
    assert page.select_one(".notice h2").text == "Give a day and a time."


def test_notes_stand_apart_and_colleagues_are_seen(officer, world):
    enquiry = taken_on(world.officer)
    officer.post(page_of(enquiry), {"act": "note", "text": "Careful: rival outlet."})
    officer.get(page_of(enquiry))
    editor = browser_of(world.editor)
    assert "Olga has this request open too." in editor.get(page_of(enquiry)).content.decode()
    assert "Careful" in soup(editor.get(page_of(enquiry))).select_one(".letter--note").text
    assert not any("Careful" in text for _, text in letters())


def test_small_acts(officer, world, clip):
    enquiry, other = taken_on(world.officer), confirmed()
    page = page_of(enquiry)
    for act, more in (
        ("assign", {"assignee": world.editor.handle, "priority": "1"}),
        ("link", {"number": str(clip.number)}),
        ("split", {"kind": "interview"}),
        ("write", {"text": "Hello", "key": "k"}),
        ("write", {"text": "Hello", "key": "k"}),
    ):
        assert (act, officer.post(page, {"act": act, **more}).status_code) == (act, 302)
    assert officer.post(page_of(other), {"act": "join", "reference": enquiry.reference}).status_code == 302
    assert officer.post(page, {"act": "link", "number": "999"}).status_code == 422
    fresh = Enquiry.objects.get(pk=enquiry.pk)
    assert (fresh.assignee, fresh.priority, fresh.messages.count()) == (world.editor.handle, 1, 1)
    assert officer.post(page, {"act": "unlink", "number": str(clip.number)}).status_code == 302


@pytest.fixture
def clip(world):
    return clips.published(world.editor.actor)


def test_files_are_given_and_taken_back(officer, world, clip):
    enquiry = taken_on(world.officer, number=clip.number)
    page = page_of(enquiry)
    assert (
        officer.post(
            page, {"act": "give", "publication": clip.pk, "files": ["clip.mp4"], "days": "7"}
        ).status_code
        == 302
    )
    made = Delivery.objects.get()
    assert (made.files, made.edition, made.terms) == (["clip.mp4"], 1, "")
    assert officer.post(page, {"act": "take_back", "delivery": made.pk}).status_code == 302
    assert "taken back" in officer.get(page).content.decode()
    assert officer.post(page, {"act": "give", "publication": clip.pk, "days": "7"}).status_code == 422


def test_expert_is_asked_and_the_desk_agrees_to_another_time(officer, world):
    someone, enquiry = expert(), taken_on(world.officer, kind="interview")
    page = page_of(enquiry)
    talk = {"expert": someone.slug, "day": SOON, "hour": "10:00", "minutes": "45", "shared": "Night trains."}
    assert officer.post(page, {"act": "propose", **talk}).status_code == 302
    made = Proposal.objects.get()
    assert (made.state, made.minutes, letters(someone.email)[0][0]) == (
        ProposalState.PROPOSED,
        45,
        "Dragoman: would you talk about this?",
    )
    for what in ("move", "cancel"):
        more = {"act": "talk", "proposal": made.pk, "what": what, "day": SOON, "hour": "11:00"}
        assert officer.post(page, more).status_code == 302
    assert Proposal.objects.get().state == ProposalState.CANCELLED
    assert officer.post(page, {"act": "talk", "proposal": made.pk, "what": "held"}).status_code == 422


def test_strangers_files_come_as_downloads_and_not_before_they_are_scanned(officer, world, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"<script>alert(1)</script>")
    enquiry = taken_on(world.officer)
    take_reply(enquiry=enquiry, reply=Reply("See.", "k", files=(ArrivedFile(path, "a.html"),)))
    kept = Attachment.objects.get()
    address = reverse("desk:enquiry_file", args=[kept.pk])
    answer = officer.get(address)
    assert (answer["Content-Type"].split(";")[0], answer["Content-Security-Policy"]) == (
        "text/plain",
        "sandbox",
    )
    assert answer["Content-Disposition"] == 'attachment; filename="a.html.txt"'
    Attachment.objects.update(scan=Scan.WAITING)
    assert officer.get(address).status_code == 404


def test_expert_is_entered_listed_and_removed(officer, world):
    form = {
        "name": "Ilse Wagner",
        "title": "Historian",
        "topics": "Railways, Bridges",
        "languages": "de, English",
        "zone": "Europe/Berlin",
        "email": "ilse@private.example",
        "language": "en",
        "is_listed": "on",
        "bio_ar": "تكتب عن القطارات.",
    }
    bad = officer.post(reverse("desk:expert", args=[0]), {**form, "zone": "Mars/Base"})
    assert (bad.status_code, Expert.objects.count()) == (422, 0)
    assert officer.post(reverse("desk:expert", args=[0]), form).status_code == 302
    made = Expert.objects.get()
    assert (made.topics, made.languages, made.bios) == (
        ["Railways", "Bridges"],
        ["de", "en"],
        {"ar": form["bio_ar"]},
    )
    assert officer.get(reverse("desk:expert", args=[made.pk])).status_code == 200
    officer.post(reverse("desk:expert", args=[made.pk]), {"remove": "1"})
    assert Expert.objects.count() == 0


def test_expert_form_needs_the_token_of_the_page(world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(world.officer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse("desk:expert", args=[0]), {"name": "x"}).status_code == 403


def test_replies_and_counts(officer, world):
    enquiry = taken_on(world.officer)
    reply = {"title": "Thanks", "language": "en", "text": "Thank you for asking."}
    assert officer.post(reverse("desk:replies"), reply).status_code == 302
    assert officer.post(reverse("desk:replies"), {**reply, "title": ""}).status_code == 422
    assert "Thank you for asking." in officer.get(page_of(enquiry)).content.decode()
    row = soup(officer.get(reverse("desk:enquiry_counts"))).select_one("tbody tr")
    assert [one.text for one in row.select("th, td")] == ["Media", "A clip", "1", "1", "0", "0", "–"]
    officer.post(reverse("desk:replies"), {**reply, "text": ""})
    assert "Thank you for asking." not in officer.get(page_of(enquiry)).content.decode()


def test_rundown_says_what_is_due(officer, world):
    confirmed()
    assert (
        "One request is due within a day, or late." in officer.get(reverse("desk:rundown")).content.decode()
    )
