"""From what happens to a clip to a call that the listener's own library finds good, whatever breaks on the way."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from django.core import mail
from django.db import transaction
from standardwebhooks.webhooks import Webhook as Library
from standardwebhooks.webhooks import WebhookVerificationError

from dragoman.jobs.models import Job
from dragoman.jobs.services import queue_job
from dragoman.ledger.models import Entry
from dragoman.machines import webhooks
from dragoman.machines.events import WebhookCall
from dragoman.machines.models import Attempt, Delivery
from dragoman.machines.terms import RETRY_AFTER_S, WebhookRefused
from dragoman.machines.webhooks import (
    add_webhook,
    change_secret,
    send_again,
    send_test,
    switch_off,
    switch_on,
)
from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published
from tests.factories.working import work

pytestmark = pytest.mark.django_db


def tomorrow():
    """All that waits for later is due now."""
    Job.objects.filter(state="waiting").update(run_after=datetime.now(UTC) - timedelta(seconds=1))
    work()


def correct(publication, world, kind=EditionKind.CORRECTION):
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=publication.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(kind, "June, not May.")
    return publish_clip(publication=publication, actor=world.editor.actor, change=change)


def told(listener):
    return [json.loads(body)["type"] for _, _, body in listener.heard]


def test_listener_hears_what_happens_once_each_and_signed(world, webhook, listener, settings):
    publication = published(world.editor.actor)
    work()
    correct(publication, world)
    work()
    withdraw_publication(publication=publication, reason="Not what was aired.", actor=world.editor.actor)
    work()
    tomorrow()
    assert told(listener) == ["clip.published", "clip.corrected", "clip.withdrawn"]
    for _, headers, body in listener.heard:
        assert Library(webhook.secret).verify(body, headers) == json.loads(body)
        msgspec.json.decode(body, type=WebhookCall)
    first, second, third = (json.loads(body)["clip"] for _, _, body in listener.heard)
    api = f"{settings.SITE_URL}/api/v1/clips/1"
    assert first == {
        "number": 1,
        "edition": 1,
        "kind": "first",
        "note": "",
        "title": "Night trains will cross the Selva bridge again",
        "sentences": [],
        "url": f"{settings.SITE_URL}/clips/1/{publication.slug}",
        "api": api,
    }
    assert (second["edition"], second["kind"], second["note"], second["sentences"]) == (
        2,
        "correction",
        "June, not May.",
        ["1"],
    )
    assert third == {
        "number": 1,
        "edition": 0,
        "kind": "withdrawal",
        "note": "Not what was aired.",
        "title": "",
        "sentences": [],
        "url": f"{settings.SITE_URL}/clips/1",
        "api": api,
    }
    assert set(Delivery.objects.values_list("state", flat=True)) == {"delivered"}


def test_forged_call_is_found_out(world, webhook, listener):
    send_test(webhook=webhook)
    work()
    [(_, headers, body)] = listener.heard
    with pytest.raises(WebhookVerificationError):
        Library(webhook.secret).verify(body.replace("webhook.test", "webhook.tess"), headers)


def test_nothing_is_told_of_drafts_or_of_what_did_not_happen(world, webhook, listener):
    hidden = draft(world.editor.actor)
    reserve_number(publication=hidden, actor=world.editor.actor)
    with pytest.raises(RuntimeError), transaction.atomic():
        publish_clip(publication=hidden, actor=world.editor.actor)
        raise RuntimeError("the database goes away")
    work()
    assert (listener.heard, Delivery.objects.count()) == ([], 0)


def test_only_what_was_asked_for_is_told(world, listener):
    add_webhook(url=listener.url, events=["clip.withdrawn"], person=world.administrator)
    publication = published(world.editor.actor)
    work()
    withdraw_publication(publication=publication, reason="Not what was aired.", actor=world.editor.actor)
    work()
    assert told(listener) == ["clip.withdrawn"]


def test_failed_call_is_made_again_later_and_later_under_the_same_id(world, webhook, listener):
    listener.answers = [
        (500, {}, b"not now"),
        (302, {"Location": "http://10.0.0.1/"}, b""),
        (200, {}, b"thanks"),
    ]
    published(world.editor.actor)
    work()
    waits = []
    for _ in range(2):
        delivery = Delivery.objects.get()
        last = Attempt.objects.latest("pk")
        waits.append(round((delivery.next_at - last.at).total_seconds()))
        work()
        tomorrow()
    assert waits == list(RETRY_AFTER_S[:2])
    assert len({headers["webhook-id"] for _, headers, _ in listener.heard}) == 1
    log = list(Attempt.objects.values_list("status", "answer"))
    assert log == [(500, "not now"), (302, ""), (200, "thanks")]
    assert Delivery.objects.get().state == "delivered"


def test_worker_that_dies_after_the_call_makes_it_again_under_the_same_id(
    world, webhook, listener, monkeypatch
):
    """What ``kill -9`` leaves: a call that was made, and nothing that says so."""
    published(world.editor.actor)
    delivery = Delivery.objects.get()

    class Killed(BaseException):
        pass

    def die(*_):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(webhooks, "_note", die)
        webhooks.deliver(delivery=delivery)
    work()
    assert [headers["webhook-id"] for _, headers, _ in listener.heard] == [delivery.uid] * 2
    assert Delivery.objects.get().state == "delivered"


def test_delivery_whose_job_was_lost_is_found(world, webhook, listener):
    published(world.editor.actor)
    Job.objects.all().delete()
    Delivery.objects.update(next_at=datetime.now(UTC) - timedelta(hours=1))
    queue_job(kind="machines.overdue")
    work()
    assert told(listener) == ["clip.published"]


def test_address_that_never_answers_is_given_up_and_administrators_hear_of_it(world, webhook, listener):
    listener.answers = [(503, {}, b"")]
    for number in range(3):
        published(world.editor.actor, title=f"Night trains {number}")
    work()
    for _ in RETRY_AFTER_S:
        tomorrow()
    webhook.refresh_from_db()
    assert (webhook.disabled_reason, Attempt.objects.count()) == (
        "3 deliveries in a row were given up.",
        3 * (len(RETRY_AFTER_S) + 1),
    )
    [letter] = mail.outbox
    assert (letter.to, webhook.url in letter.body, f"webhooks/{webhook.pk}/" in letter.body) == (
        [world.administrator.email],
        True,
        True,
    )
    heard = len(listener.heard)
    published(world.editor.actor, title="Meanwhile")
    work()
    assert len(listener.heard) == heard
    listener.answers = [(200, {}, b"")]
    switch_on(webhook=webhook, actor=world.administrator.actor)
    work()
    assert json.loads(listener.heard[-1][2])["clip"]["title"] == "Meanwhile"


def test_address_that_says_it_is_gone_is_given_up_at_once(world, webhook, listener):
    listener.answers = [(410, {}, b"")]
    published(world.editor.actor)
    work()
    webhook.refresh_from_db()
    assert "410" in webhook.disabled_reason
    assert len(mail.outbox) == 1


def test_switched_off_address_is_told_afterwards(world, webhook, listener):
    switch_off(webhook=webhook, actor=world.administrator.actor)
    published(world.editor.actor)
    work()
    assert listener.heard == []
    switch_on(webhook=webhook, actor=world.administrator.actor)
    work()
    assert told(listener) == ["clip.published"]


def test_what_was_said_before_a_withdrawal_is_not_told_after_it(world, webhook, listener):
    switch_off(webhook=webhook, actor=world.administrator.actor)
    publication = published(world.editor.actor)
    withdraw_publication(publication=publication, reason="Not what was aired.", actor=world.editor.actor)
    switch_on(webhook=webhook, actor=world.administrator.actor)
    work()
    assert told(listener) == ["clip.withdrawn"]


def test_new_secret_and_old_both_hold_for_a_day(world, webhook, listener):
    old = webhook.secret
    change_secret(webhook=webhook, actor=world.administrator.actor)
    send_test(webhook=webhook)
    work()
    [(_, headers, body)] = listener.heard
    for secret in (old, webhook.secret):
        assert Library(secret).verify(body, headers)
    webhook.previous_until = datetime.now(UTC) - timedelta(seconds=1)
    webhook.save()
    send_test(webhook=webhook)
    work()
    _, headers, body = listener.heard[-1]
    assert Library(webhook.secret).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Library(old).verify(body, headers)


def test_test_is_tried_once_and_harms_nobody(world, webhook, listener):
    listener.answers = [(410, {}, b"")]
    delivery = send_test(webhook=webhook)
    work()
    delivery.refresh_from_db()
    webhook.refresh_from_db()
    assert (delivery.state, delivery.attempts, webhook.disabled_at) == ("given up", 1, None)
    listener.answers = [(200, {}, b"")]
    send_again(delivery=delivery)
    work()
    delivery.refresh_from_db()
    assert delivery.state == "delivered"


def test_address_inside_is_not_called_even_when_it_was_let_in_before(world, webhook, listener, settings):
    settings.WEBHOOKS_INSIDE = False
    send_test(webhook=webhook)
    work()
    [call] = Attempt.objects.all()
    assert (listener.heard, call.status, bool(call.error)) == ([], None, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"url": "http://example.org/"},
        {"events": []},
        {"events": ["clip.stolen"]},
        {"url": "https://10.0.0.1/"},
    ],
)
def test_address_that_can_not_be_told_is_refused(world, settings, changes):
    settings.WEBHOOKS_INSIDE = False
    with pytest.raises(WebhookRefused):
        add_webhook(
            **{"url": "https://example.org/hook", "events": ["clip.published"], "person": world.administrator}
            | changes
        )


def test_acts_are_on_record_without_the_secret(world, webhook):
    change_secret(webhook=webhook, actor=world.administrator.actor)
    switch_off(webhook=webhook, actor=world.administrator.actor)
    lines = Entry.objects.filter(subject=f"webhook:{webhook.pk}").order_by("seq")
    assert [line.act for line in lines] == ["webhook.added", "webhook.secret_changed", "webhook.switched_off"]
    assert not any(webhook.secret.encode() in bytes(line.line) for line in lines)


def test_old_deliveries_are_forgotten(world, webhook, listener):
    published(world.editor.actor)
    work()
    Delivery.objects.update(made_at=datetime.now(UTC) - timedelta(days=31))
    queue_job(kind="machines.forget")
    work()
    assert Delivery.objects.count() == 0
