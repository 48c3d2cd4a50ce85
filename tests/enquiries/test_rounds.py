from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.corrections.services import queue_notices
from dragoman.enquiries.enclosing import ArrivedFile, folder, place_of
from dragoman.enquiries.models import Attachment, Enquiry, EnquiryClip, Requester
from dragoman.enquiries.services import moving, rounds
from dragoman.enquiries.services.delivering import Parcel, give
from dragoman.enquiries.services.demanding import Demanded, decide_demand, receive_demand
from dragoman.enquiries.services.telling import tell_of_corrections
from dragoman.enquiries.terms import State
from tests.factories.clips import published
from tests.factories.enquiries import confirmed, letters, received, taken_on

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


def later(**span):
    return NOW + timedelta(**span)


def test_waiting_requester_is_reminded_twice_then_it_is_closed(world):
    moving.ask_back(enquiry=taken_on(world.officer), person=world.officer, text="Which?")
    before = len(letters())
    for day in (1, 6, 6, 11, 11, 16, 16, 30):
        rounds.remind_waiting(now=later(days=day))
    told = [subject.partition(": ")[2] for subject, _ in letters()[before:]]
    assert told == ["we wait for your answer", "we wait for your answer", "closed, without an answer"]
    assert Enquiry.objects.get().state == State.CLOSED


def test_use_is_asked_of_once(world):
    clip = published(world.editor.actor)
    enquiry = moving.mark_delivered(enquiry=taken_on(world.officer, number=clip.number), person=world.officer)
    assert EnquiryClip.objects.count() == 1
    for day in (1, 22, 23):
        rounds.ask_of_use(now=later(days=day))
    assert [subject for subject, _ in letters()].count(f"{enquiry.reference}: did you use it?") == 1


def test_old_and_unconfirmed_ones_are_forgotten_with_their_files(world, tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"%PDF-1.7")
    enquiry = confirmed(files=[ArrivedFile(path, "x.pdf")])
    received(email="never@x.example", files=[ArrivedFile(path, "y.pdf")])
    files = [place_of(one.file) for one in Attachment.objects.all()]
    moving.decline(enquiry=enquiry, person=world.officer, reason="no time")
    rounds.forget_old(now=later(days=31))
    assert (Enquiry.objects.count(), Requester.objects.count()) == (1, 1)
    rounds.forget_old(now=later(days=800))
    fresh = Enquiry.objects.get()
    assert (fresh.text, fresh.sector, Requester.objects.count()) == ("", "media", 0)
    assert len(files) == 2
    assert letters() == []


def test_files_nobody_names_are_swept_after_a_day():
    import os

    stray = folder() / ("f" * 32)
    stray.write_bytes(b"x")
    os.utime(stray, (1, 1))
    rounds.tidy(now=NOW)
    assert not stray.exists()


def test_summary_goes_once_a_morning_to_requests_officers(world):
    taken_on(world.officer)
    morning = later(days=1).replace(hour=7)
    assert [rounds.summarise(now=morning.replace(hour=5)), rounds.summarise(now=morning)] == [0, 1]
    rounds.summarise(now=morning.replace(hour=9))
    told = [subject for subject, _ in letters(world.officer.email)]
    assert told == ["One request in hand"]
    assert letters(world.editor.email) == []


def test_whoever_got_a_clip_hears_of_its_correction_once(world):
    clip = published(world.editor.actor)
    enquiry = taken_on(world.officer, number=clip.number)
    give(enquiry=enquiry, parcel=Parcel(clip, ["clip.mp4"]), person=world.officer)
    queue_notices(number=clip.number, from_edition=1, to_edition=2, kind="correction")
    assert [tell_of_corrections(), tell_of_corrections()] == [1, 0]
    subject, text = letters()[-1]
    assert (subject, f"/clips/{clip.number}/editions/2/changes" in text) == (
        f"Clip No. {clip.number} was corrected",
        True,
    )


def test_demander_is_forgotten_too(world):
    demand = receive_demand(demanded=Demanded("privacy", "No. 1", "My name.", "Ann", "ann@x.example"))
    decide_demand(demand=demand, person=world.editor, state="complied", answer="Done.")
    rounds.forget_old(now=later(days=800))
    demand.refresh_from_db()
    assert (demand.text, demand.answer, demand.state, letters("ann@x.example")) == ("", "", "complied", [])
