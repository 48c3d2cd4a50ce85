from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.bulletins.asking import Asked, ask
from dragoman.bulletins.confirming import confirm
from dragoman.bulletins.consent import Circumstance, note_step
from dragoman.bulletins.keeping import erase, export, forget_what_is_over
from dragoman.bulletins.links import leave_url, left_by, own_key, owner_of
from dragoman.bulletins.models import Confirmation, ConsentLine, Subscriber, Suppression
from dragoman.bulletins.selectors import reader_with_secret
from dragoman.bulletins.wants import Want
from dragoman.letters.models import Letter
from tests.bulletins.mailbox import token_in
from tests.factories.readers import CONFIRMED, reader

pytestmark = pytest.mark.django_db
HERE = Circumstance("/bulletins/own/…", "203.0.113.7", "en")
ASKED = Asked("lisa@reader.example", (Want("topic", "railways", "daily", "Railways"),), where=HERE)


def test_export_is_everything_that_is_kept():
    known = reader(name="Mona", zone="Europe/Paris")
    note_step(step="confirmed", mark=known.mark, where=HERE, wants=[Want("topic", "railways", "daily")])
    line = ConsentLine.objects.get()
    assert export(known) == {
        "address": "mona@reader.example",
        "name": "Mona",
        "sector": "",
        "language": "en",
        "time_zone": "Europe/Paris",
        "hour": 7,
        "weekday_of_weekly": 0,
        "told_when_nothing_is_new": False,
        "state": "active",
        "paused_until": None,
        "soft_bounces": 0,
        "made_at": "2026-03-02T12:00:00+00:00",
        "confirmed_at": "2026-03-02T12:00:00+00:00",
        "unsubscribed_at": None,
        "next_daily": "2026-03-03T06:00:00+00:00",
        "next_weekly": None,
        "subscriptions": [
            {
                "about": "topic",
                "value": "railways",
                "name": "Railways",
                "cadence": "daily",
                "state": "active",
                "confirmed_at": "2026-03-02T12:00:00+00:00",
                "ended_at": None,
                "ended_by": "",
            }
        ],
        "proof_of_consent": [
            {
                "at": line.at.isoformat(timespec="seconds"),
                "step": "confirmed",
                "what": [["topic", "railways", "daily"]],
                "wording": "2026-11",
                "language": "en",
                "form": "/bulletins/own/…",
                "network_hash": line.network,
                "evidence": "",
            }
        ],
    }


def test_erased_reader_is_known_by_nothing_but_hashes():
    known = reader(name="Mona", sector="media", zone="Europe/Paris")
    mark, secret, key, leaving = known.mark, known.secret, own_key(known), leave_url(known)
    ask(asked=Asked("mona@reader.example", ASKED.wants, where=HERE))
    Suppression.objects.create(mark=mark, because="complaint", at=CONFIRMED)
    erase(subscriber=known, where=HERE)
    erase(subscriber=known, where=HERE)
    known.refresh_from_db()
    assert (known.state, known.address, known.normal, known.mark, known.name, known.sector) == (
        "erased",
        "",
        None,
        "",
        "",
        "",
    )
    everything = str(
        [list(model.objects.values()) for model in (Subscriber, Confirmation, Letter, ConsentLine)]
    )
    assert "mona" not in everything.lower()
    assert (known.subscriptions.count(), Suppression.objects.get().mark) == (0, mark)
    assert (reader_with_secret(secret), owner_of(key), left_by(leaving.rpartition("/")[2])) == (None,) * 3
    assert [line.step for line in ConsentLine.objects.filter(mark=mark)] == ["asked", "erased"]


def test_erased_address_may_subscribe_anew():
    known = reader()
    erase(subscriber=known, where=HERE)
    ask(asked=Asked("mona@reader.example", ASKED.wants, where=HERE))
    confirm(token=token_in(Letter.objects.exclude(text="").get()), where=HERE)
    assert sorted(Subscriber.objects.values_list("state", flat=True)) == ["active", "erased"]


def later(**ago: int) -> datetime:
    return datetime.now(UTC) + timedelta(**ago)


def test_who_never_confirmed_is_forgotten_in_a_month():
    ask(asked=ASKED)
    kept = {"readers": 0, "links": 0, "steps": 0, "networks": 0, "proof": 0}
    assert forget_what_is_over(now=later(days=29)) == kept
    assert forget_what_is_over(now=later(days=31)) == {**kept, "readers": 1, "steps": 1}
    assert "lisa" not in str([list(model.objects.values()) for model in (Subscriber, Letter, ConsentLine)])


def test_who_asked_again_meanwhile_is_not():
    ask(asked=ASKED)
    Subscriber.objects.update(made_at=later(days=-40))
    assert forget_what_is_over(now=later())["readers"] == 0


def test_proof_of_both_steps_stays_as_long_as_there_is_a_reader():
    ask(asked=ASKED)
    confirm(token=token_in(Letter.objects.get()), where=HERE)
    gone = forget_what_is_over(now=later(days=366 * 4))
    assert (gone["readers"], gone["links"], gone["steps"], gone["proof"]) == (0, 1, 0, 0)
    assert [line.network for line in ConsentLine.objects.all()] == ["", ""]


def test_proof_goes_when_claims_are_over():
    old = datetime.now(UTC) - timedelta(days=1200)
    ConsentLine.objects.create(at=old, mark="a" * 64, step="confirmed")
    ConsentLine.objects.create(at=old, mark="b" * 64, step="confirmed")
    ConsentLine.objects.create(at=later(days=-1), mark="b" * 64, step="erased")
    assert forget_what_is_over(now=later())["proof"] == 1
    assert set(ConsentLine.objects.values_list("mark", flat=True)) == {"b" * 64}


def test_second_asking_that_was_not_confirmed_is_forgotten_alone():
    ask(asked=ASKED)
    confirm(token=token_in(Letter.objects.get()), where=HERE)
    ConsentLine.objects.create(
        at=later(days=9),
        mark=ConsentLine.objects.first().mark,
        step="asked",
        what=[["everything", "", "daily"]],
    )
    assert forget_what_is_over(now=later(days=50))["steps"] == 1
    assert [line.step for line in ConsentLine.objects.order_by("pk")] == ["asked", "confirmed"]
