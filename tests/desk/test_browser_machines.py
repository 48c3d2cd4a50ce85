"""The pages for tokens and webhooks in a real browser, wide and narrow, from either side."""

from __future__ import annotations

import os

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Browser

from dragoman.machines.models import Attempt, Delivery, Webhook
from dragoman.machines.tokens import make_token, revoke_token
from dragoman.machines.webhooks import add_webhook, send_test
from tests.desk.test_browser import open_page, world  # noqa: F401
from tests.factories.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def webhook(world: World) -> Webhook:  # noqa: F811
    made = add_webhook(
        url="https://newsroom.example/hooks/dragoman", events=["clip.published"], person=world.administrator
    )
    for status, state in ((500, "waiting"), (204, "delivered"), (None, "given up")):
        delivery = send_test(webhook=made)
        Attempt.objects.create(
            delivery=delivery,
            at=delivery.made_at,
            status=status,
            error="" if status else "no answer in time",
            answer="try again later" if status == 500 else "",
            took_ms=31,
        )
        Delivery.objects.filter(pk=delivery.pk).update(state=state, attempts=1)
    for name in ("Newsroom", "Library"):
        token, _ = make_token(name=name, scopes=["read"], person=world.administrator)
    revoke_token(token=token, actor=world.administrator.actor)
    return made


@pytest.mark.parametrize("width", [1280, 390])
def test_machine_pages_are_for_everyone(
    width: int,
    chromium: Browser,
    live_server,
    world: World,  # noqa: F811
    webhook: Webhook,
) -> None:
    for name, args in (("machines", []), ("add_webhook", []), ("webhook", [webhook.pk])):
        address = live_server.url + reverse(f"desk:{name}", args=args)
        page = open_page(chromium, address, world.administrator, width=width)
        found = [violation["id"] for violation in Axe().run(page).response["violations"]]
        sideways = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if folder := os.environ.get("SHOTS"):
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                page.screenshot(path=f"{folder}/{name}-{width}-{scheme}.png", full_page=True)
        assert (name, found, sideways, page.complaints) == (name, [], 0, [])
        page.context.close()
