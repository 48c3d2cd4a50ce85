"""What the site says of itself, set at the desk by an administrator."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from dragoman.imprint.models import ImprintVersion, Mark
from dragoman.imprint.selectors import imprint
from dragoman.imprint.services import set_imprint
from dragoman.imprint.terms import Imprint
from tests.desk.browsing import errors, form_values, said, soup
from tests.factories.world import World
from tests.imprint.drawings import SVG

ADDRESS = reverse("desk:imprint")


def opened(client: Client) -> dict[str, object]:
    page = soup(client.get(ADDRESS))
    chosen = [box["value"] for box in page.select("input[name=languages][checked]")]
    return {**form_values(page, ADDRESS), "languages": chosen, "act": "save"} | {"without_mark": ""}


def sent(client: Client, form: dict[str, object]):
    return client.post(ADDRESS, {name: value for name, value in form.items() if value != ""})


def test_name_colour_mark_and_languages_are_set(administrator: Client) -> None:
    form = opened(administrator) | {
        "name": "Meridian Watch",
        "accent": "#0B5394",
        "description_ar": "رصد",
        "languages": ["en", "ar"],
        "mark_file": SimpleUploadedFile("mark.svg", SVG),
    }
    assert said(soup(administrator.post(ADDRESS, form, follow=True))) == ["Every page says it from now on."]
    now = imprint()
    assert (now.name, now.accent, now.languages) == ("Meridian Watch", "#0b5394", ("en", "ar"))
    assert (now.mark, now.description("ar")) == (Mark.objects.get().name, "رصد")
    assert b"onload" not in bytes(Mark.objects.get().data)
    again = opened(administrator)
    assert (again["mark"], again["seen"]) == (now.mark, "1")
    sent(administrator, again | {"without_mark": "on"})
    assert imprint().mark == ""


def test_preview_shows_it_and_sets_nothing(administrator: Client) -> None:
    form = opened(administrator) | {"name": "Watch", "accent": "ffcc00", "act": "preview"}
    page = soup(administrator.post(ADDRESS, form | {"mark_file": SimpleUploadedFile("m.svg", SVG)}))
    assert page.select_one(".sample .wordmark bdi").get_text() == "Watch"
    assert page.select_one("link[href='/imprint/accent-ffcc00.css']") is not None
    assert page.select_one(".sample img")["src"] == f"/imprint/{Mark.objects.get().name}"
    assert (form_values(page, ADDRESS)["mark"], ImprintVersion.objects.count()) == (
        Mark.objects.get().name,
        0,
    )


@pytest.mark.parametrize(
    ("change", "count"),
    [
        ({"name": ""}, 1),
        ({"accent": "red"}, 1),
        ({"email": "x"}, 1),
        ({"languages": ["tlh"]}, 0),
        ({"mark_file": SimpleUploadedFile("x.svg", b"<html>")}, 1),
        ({"mark_file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 600_000)}, 1),
    ],
)
def test_what_can_not_stand_is_refused_beside_its_field(administrator: Client, change, count) -> None:
    answer = administrator.post(ADDRESS, opened(administrator) | change)
    assert (answer.status_code, len(errors(soup(answer))), ImprintVersion.objects.count()) == (422, count, 0)


def test_colleague_who_was_quicker_is_told_of(administrator: Client, world: World) -> None:
    form = opened(administrator)
    set_imprint(said=Imprint("Theirs"), seen=0, actor=world.administrator.actor)
    answer = administrator.post(ADDRESS, form | {"name": "Mine"})
    assert (answer.status_code, imprint().name) == (409, "Theirs")
    page = soup(answer)
    assert "Theirs" in page.select_one(".notice").get_text()
    assert administrator.post(ADDRESS, form | {"name": "Mine", "seen": "1"}).status_code == 302
    assert imprint().name == "Mine"


def test_older_state_is_said_again(administrator: Client, world: World) -> None:
    set_imprint(said=Imprint("One"), seen=0, actor=world.administrator.actor)
    set_imprint(said=Imprint("Two"), seen=1, actor=world.administrator.actor)
    administrator.post(reverse("desk:restore_imprint"), {"version": "1"})
    assert imprint().name == "One"
    assert administrator.post(reverse("desk:restore_imprint"), {"version": "x"}).status_code == 404


def test_nobody_else_sets_it(editor: Client, monitor: Client, client: Client) -> None:
    for other in (editor, monitor):
        assert [other.get(ADDRESS).status_code, other.post(ADDRESS, {"name": "x"}).status_code] == [403, 403]
        assert other.post(reverse("desk:restore_imprint"), {"version": "1"}).status_code == 403
    assert client.post(ADDRESS, {"name": "x"}).status_code == 302


def test_form_without_its_token_sets_nothing(world: World) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.administrator, backend="django.contrib.auth.backends.ModelBackend")
    assert strict.post(ADDRESS, {"name": "x", "seen": "0"}).status_code == 403
