from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.machines.models import Delivery, Webhook
from dragoman.machines.webhooks import add_webhook, send_test
from tests.desk.browsing import errors, soup
from tests.factories.world import World

ADD = reverse("desk:add_webhook")
SAID = {"url": "https://newsroom.example/hook", "events": ["clip.published", "clip.corrected"]}
ACTS = ("test_webhook", "webhook_secret", "webhook_off", "webhook_on", "webhook_again", "remove_webhook")


@pytest.fixture
def webhook(world: World) -> Webhook:
    return add_webhook(url=SAID["url"], events=SAID["events"], person=world.administrator)


def at(name: str, webhook: Webhook) -> str:
    return reverse(f"desk:{name}", args=[webhook.pk])


def test_webhooks_are_for_administrators(editor: Client, webhook: Webhook) -> None:
    assert editor.get(ADD).status_code == 403
    assert editor.post(ADD, SAID).status_code == 403
    assert editor.get(at("webhook", webhook)).status_code == 403
    for name in ACTS:
        assert editor.post(at(name, webhook)).status_code == 403
    assert list(Webhook.objects.values_list("disabled_at", flat=True)) == [None]


def test_secret_is_shown_once_and_again_when_it_is_changed(administrator: Client) -> None:
    page = soup(administrator.post(ADD, SAID, follow=True))
    webhook = Webhook.objects.get()
    assert page.select_one("#secret")["value"] == webhook.secret
    assert webhook.events == SAID["events"]
    assert webhook.secret not in administrator.get(at("webhook", webhook)).content.decode()
    changed = soup(administrator.post(at("webhook_secret", webhook), follow=True))
    webhook.refresh_from_db()
    assert changed.select_one("#secret")["value"] == webhook.secret
    assert page.select_one("#secret")["value"] == webhook.previous_secret


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"url": "http://newsroom.example/"}, "The address begins with https:// and a host."),
        ({"url": "https://192.168.0.1/hook"}, "The address leads into a private network."),
        ({"url": "https://user:word@newsroom.example/"}, "calls are signed"),
        ({"events": []}, "This field is required."),
    ],
)
def test_wrong_address_is_refused_beside_the_field(
    administrator: Client, changed: dict[str, object], said: str
) -> None:
    answer = administrator.post(ADD, SAID | changed)
    assert answer.status_code == 422
    assert said in " ".join(errors(soup(answer)))
    assert Webhook.objects.count() == 0


def test_webhook_is_switched_off_and_on_and_removed(administrator: Client, webhook: Webhook) -> None:
    administrator.post(at("webhook_off", webhook))
    webhook.refresh_from_db()
    assert webhook.disabled_at is not None
    assert "switched off" in administrator.get(reverse("desk:machines")).content.decode()
    administrator.post(at("webhook_on", webhook))
    webhook.refresh_from_db()
    assert webhook.disabled_at is None
    administrator.post(at("remove_webhook", webhook))
    assert Webhook.objects.count() == 0


def test_log_shows_what_was_told_and_sends_it_again(administrator: Client, webhook: Webhook) -> None:
    administrator.post(at("test_webhook", webhook))
    delivery = Delivery.objects.get()
    Delivery.objects.update(state="given up")
    page = soup(administrator.get(at("webhook", webhook)))
    assert "webhook.test" in page.get_text()
    assert "given up" in page.get_text()
    administrator.post(at("webhook_again", webhook), {"delivery": delivery.pk})
    delivery.refresh_from_db()
    assert delivery.state == "waiting"
    for row in ("", "x", "9" * 30):
        assert administrator.post(at("webhook_again", webhook), {"delivery": row}).status_code == 404


def test_delivery_of_another_webhook_is_not_sent_by_this_one(
    administrator: Client, webhook: Webhook, world: World
) -> None:
    other = add_webhook(url="https://other.example/", events=["clip.published"], person=world.administrator)
    delivery = send_test(webhook=other)
    assert administrator.post(at("webhook_again", webhook), {"delivery": delivery.pk}).status_code == 404
