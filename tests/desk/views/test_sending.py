from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.halting import is_halted
from dragoman.bulletins.models import Delivery
from dragoman.letters.models import Letter
from tests.factories.readers import reader
from tests.factories.told import clip_row

PAGES = ("/desk/sending/", "/desk/sending/coming/daily/", "/desk/sending/deliveries/", "/desk/letters/")


@pytest.fixture
def signed_in():
    def client(person):
        made = Client()
        made.force_login(person)
        return made

    return client


@pytest.fixture
def due(world):
    now = datetime.now(UTC)
    mona = reader(at=now - timedelta(days=2))
    clip_row(1, now - timedelta(hours=1))
    return mona


def test_only_editors_and_administrators_see_what_is_sent(world, signed_in):
    asked = {
        name: [signed_in(getattr(world, name)).get(path).status_code for path in PAGES]
        for name in ("editor", "administrator", "translator", "outsider")
    }
    assert asked == {
        "editor": [200, 200, 200, 403],
        "administrator": [200, 200, 200, 200],
        "translator": [403, 403, 403, 403],
        "outsider": [403, 403, 403, 403],
    }
    assert Client().get("/desk/sending/").status_code == 302


def test_what_would_be_sent_is_shown_with_why_and_without_the_readers_links(world, signed_in, due):
    page = signed_in(world.editor).get("/desk/sending/coming/daily/").content.decode()
    assert "Railways: 1 new clip" in page and "You asked for: Topic: Railways" in page
    assert due.address not in page and due.secret not in page
    assert due.subscriptions.get().token not in page
    assert due.address in signed_in(world.administrator).get("/desk/sending/coming/daily/").content.decode()
    assert not Delivery.objects.exists()


def test_the_switch_for_all(world, signed_in):
    editor = signed_in(world.editor)
    editor.post("/desk/sending/halt/", {"reason": "A wrong clip."})
    assert is_halted() and "A wrong clip." in editor.get("/desk/sending/").content.decode()
    editor.post("/desk/sending/halt/", {"act": "lift"})
    assert not is_halted()
    signed_in(world.translator).post("/desk/sending/halt/", {})
    assert not is_halted()


def test_hold_let_go_and_drop(world, signed_in, due):
    now, editor = datetime.now(UTC), signed_in(world.editor)
    Delivery.objects.create(
        subscriber=due, cadence="daily", due_at=now, since=now, until=now, next_at=now, made_at=now
    )
    states = []
    for act in ("hold", "let-go", "hold", "drop", "nonsense"):
        editor.post(
            "/desk/sending/move/", {"act": act, "cadence": "daily", "last": Delivery.objects.get().pk}
        )
        states.append(Delivery.objects.get().state)
    assert states == ["held", "waiting", "held", "dropped", "dropped"]


def test_a_test_goes_to_whoever_asks_alone(world, signed_in, due):
    signed_in(world.editor).post("/desk/sending/test/", {"cadence": "daily"})
    letter = Letter.objects.get()
    assert (letter.address, letter.subject) == (world.editor.email, "Test: Railways: 1 new clip")
    assert due.secret not in letter.text


def test_a_letter_that_was_refused_is_tried_again(world, signed_in):
    now = datetime.now(UTC)
    letter = Letter.objects.create(
        address="a@b.example", subject="Hello", text="x", state="refused", settled_at=now, trouble="550 no"
    )
    keeper = signed_in(world.administrator)
    assert "550 no" in keeper.get("/desk/letters/").content.decode()
    keeper.post("/desk/letters/retry/", {"letter": "nonsense"})
    keeper.post("/desk/letters/retry/", {"letter": str(letter.pk)})
    letter.refresh_from_db()
    assert letter.state == "waiting"


def test_a_letter_that_was_sent_or_forgotten_is_not_tried_again(world, signed_in):
    now = datetime.now(UTC)
    sent = Letter.objects.create(
        address="a@b.example", subject="Sent", text="x", state="sent", settled_at=now
    )
    gone = Letter.objects.create(state="refused", settled_at=now)
    keeper = signed_in(world.administrator)
    assert "Every letter was taken." in keeper.get("/desk/letters/").content.decode()
    for letter in (sent, gone):
        keeper.post("/desk/letters/retry/", {"letter": str(letter.pk)})
    assert [*Letter.objects.order_by("state").values_list("state", flat=True)] == ["refused", "sent"]


def test_an_editor_retries_no_letter(world, signed_in):
    letter = Letter.objects.create(
        address="a@b.example", subject="Hello", text="x", state="refused", settled_at=datetime.now(UTC)
    )
    answer = signed_in(world.editor).post("/desk/letters/retry/", {"letter": str(letter.pk)})
    letter.refresh_from_db()
    assert (answer.status_code, letter.state) == (403, "refused")


def test_what_is_held_is_shown_before_it_is_let_go(world, signed_in, due, settings):
    settings.BULLETINS_APPROVAL = True
    assert compose_due(cadence="daily", now=datetime.now(UTC)) == 1
    editor = signed_in(world.editor)
    page = editor.get("/desk/sending/coming/daily/").content.decode()
    assert "Held until an editor lets them go" in page and "Railways: 1 new clip" in page
    assert due.address not in page and due.secret not in page
    editor.post("/desk/sending/test/", {"cadence": "daily"})
    assert Letter.objects.get().subject == "Test: Railways: 1 new clip"
    seen = Delivery.objects.get().pk
    assert f'name="last" value="{seen}"' in editor.get("/desk/sending/").content.decode()
    for last in ("", "x", "9" * 40, str(seen - 1)):
        editor.post("/desk/sending/move/", {"act": "let-go", "cadence": "daily", "last": last})
        assert Delivery.objects.get().state == "held"
    editor.post("/desk/sending/move/", {"act": "let-go", "cadence": "daily", "last": str(seen)})
    assert Delivery.objects.get().state == "waiting"


def test_nothing_coming_is_said_and_no_test_goes(world, signed_in):
    editor = signed_in(world.editor)
    assert (
        "Nothing would be sent within a day." in editor.get("/desk/sending/coming/weekly/").content.decode()
    )
    answer = editor.post("/desk/sending/test/", {"cadence": "weekly"}, follow=True)
    assert "Nothing would be sent within a day." in answer.content.decode()
    assert not Letter.objects.exists()
    assert editor.get("/desk/sending/coming/hourly/").status_code == 404


def test_what_was_sent_and_what_came_back_names_readers_to_administrators_alone(world, signed_in):
    mona, now = reader(), datetime.now(UTC)
    for day, (state, returned, said) in enumerate(
        (("sent", "complaint", ""), ("refused", "", "550 no such user mona"), ("dropped", "", "the desk"))
    ):
        moment = now - timedelta(days=day)
        Delivery.objects.create(
            subscriber=mona, cadence="daily", due_at=moment, since=moment, until=moment, next_at=moment,
            made_at=moment, settled_at=moment, state=state, returned=returned, trouble=said,
        )  # fmt: skip
    editor, keeper = signed_in(world.editor), signed_in(world.administrator)
    listed = editor.get("/desk/sending/deliveries/").content.decode()
    assert "complained of" in listed and "refused" in listed and "dropped at the desk" in listed
    for path in ("/desk/sending/", "/desk/sending/deliveries/"):
        ours, theirs = (client.get(path).content.decode() for client in (editor, keeper))
        assert mona.address not in ours and "550" not in ours
        assert mona.address in theirs and "550 no such user mona" in theirs
    refused = keeper.get("/desk/sending/deliveries/?state=refused").content.decode()
    assert "550 no such user mona" in refused and "dropped at the desk" not in refused
