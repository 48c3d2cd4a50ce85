from __future__ import annotations

import pytest
from django.test import Client

from tests.factories.clips import published

pytestmark = pytest.mark.django_db

CLIP = "clips/1/night-trains-will-cross-the-selva-bridge-again"


@pytest.mark.parametrize("path", ["", "clips", "topics", "people", "people/lin-ruomei", "sources", CLIP])
def test_public_page_is_one_for_all_readers_of_an_address(world, path):
    """Whoever asks, in whatever language their browser prefers: a shared cache may keep one copy."""
    published(world.editor.actor)
    staff = Client()
    staff.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    answers = [
        Client().get(f"/{path}"),
        Client().get(f"/{path}", headers={"accept-language": "ar,pt;q=0.5"}),
        staff.get(f"/{path}"),
    ]
    assert {answer.content for answer in answers} == {answers[0].content}
    for answer in answers:
        assert (answer.status_code, answer.headers["Vary"], answer.headers["Content-Language"]) == (
            200,
            "Accept-Encoding",
            "en",
        )
        assert "Set-Cookie" not in answer.headers
        assert answer.headers["Cache-Control"] == "public, no-cache"
    assert Client().get(f"/ar/{path}").headers["Content-Language"] == "ar"


def test_desk_is_for_nobody_elses_cache(world):
    staff = Client()
    staff.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    answer = staff.get("/desk/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "Cookie" in answer.headers["Vary"]
