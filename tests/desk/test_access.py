from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from dragoman.accounts.models import User
from dragoman.desk.urls import urlpatterns
from dragoman.publications.models import Publication
from tests.desk.conftest import browser_of
from tests.factories.world import World

KINDS = {"clip_file": "playable", "rendition": "proxy"}


def address(pattern: URLPattern, draft: Publication, world: World) -> str:
    wanted = pattern.pattern.converters  # type: ignore[union-attr]
    given: dict[str, object] = {
        "pk": draft.clip_id,
        "handle": world.monitor.handle,
        "kind": KINDS.get(pattern.name or ""),
        "slug": "about",
        "language": "en",
        "cadence": "daily",
    }
    return reverse(f"desk:{pattern.name}", kwargs={name: given[name] for name in wanted})


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_stranger_is_sent_to_sign_in_from_every_address(
    pattern: URLPattern, client: Client, draft: Publication, world: World
) -> None:
    page = address(pattern, draft, world)
    answers = [
        getattr(client, method)(page) for method in ("get", "head", "post", "put", "delete", "options")
    ]
    assert [answer.status_code for answer in answers] == [302] * 6
    assert {answer.headers["Location"].split("?")[0] for answer in answers} == {"/accounts/login/"}


@pytest.mark.parametrize("pattern", urlpatterns, ids=lambda pattern: str(pattern.name))
def test_person_without_a_role_is_refused_in_words_at_every_address(
    pattern: URLPattern, draft: Publication, world: World
) -> None:
    client = browser_of(world.outsider)
    for answer in (client.get(address(pattern, draft, world)), client.post(address(pattern, draft, world))):
        assert answer.status_code == 403
        assert "you hold no role at this desk yet" in answer.content.decode()
        assert draft.clip.title not in answer.content.decode()


def test_closed_account_is_a_stranger(draft: Publication, world: World, editor: Client) -> None:
    User.objects.filter(pk=world.editor.pk).update(is_active=False)
    assert editor.get(reverse("desk:rundown")).status_code == 302


def test_pages_of_the_desk_stay_out_of_caches(editor: Client, draft: Publication) -> None:
    response = editor.get(reverse("desk:clip", args=[draft.clip_id]))
    assert response.headers["Cache-Control"] == "private, no-store"


def test_sign_in_leads_back_to_the_page_asked_for(client: Client, draft: Publication) -> None:
    page = reverse("desk:clip", args=[draft.clip_id])
    assert client.get(page).headers["Location"] == f"/accounts/login/?next={page}"


def test_post_by_a_stranger_leads_back_to_a_page_that_can_be_read(client: Client, draft: Publication) -> None:
    response = client.post(reverse("desk:rundown") + "?q=x")
    assert response.headers["Location"] == "/accounts/login/?next=/desk/"


def test_posts_need_the_token_of_the_page(world: World, draft: Publication) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("submit", "publish", "words", "cancel"):
        assert client.post(reverse(f"desk:{name}", args=[draft.clip_id])).status_code == 403
    assert client.post(reverse("desk:new_clip")).status_code == 403
    assert client.post(reverse("desk:add_person")).status_code == 403


@pytest.mark.parametrize(
    "name", ["words", "description", "submit", "send_back", "approve", "cancel", "retry"]
)
def test_address_that_takes_forms_leads_a_visitor_to_the_clip(
    name: str, editor: Client, draft: Publication
) -> None:
    answer = editor.get(reverse(f"desk:{name}", args=[draft.clip_id]))
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        reverse("desk:clip", args=[draft.clip_id]),
    )
    assert editor.put(reverse(f"desk:{name}", args=[draft.clip_id])).status_code == 405
