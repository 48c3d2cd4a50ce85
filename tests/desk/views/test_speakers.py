from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.catalogue.models import Speaker, SpeakerRole
from dragoman.catalogue.services import file_speaker
from dragoman.ledger.models import Entry
from tests.desk.browsing import form_values, soup
from tests.factories.clips import published
from tests.factories.world import World

LIST = reverse("desk:speakers")


@pytest.fixture
def lin(world: World) -> Speaker:
    return file_speaker(name="Lin Ruomei", role="told with a clip")


def address(speaker: Speaker, name: str = "speaker") -> str:
    return reverse(f"desk:{name}", args=[speaker.pk])


def opened(client: Client, speaker: Speaker) -> dict[str, str]:
    return form_values(soup(client.get(address(speaker))), address(speaker))


def test_list_shows_everyone_and_finds_by_any_spelling(monitor: Client, lin: Speaker) -> None:
    Speaker.objects.filter(pk=lin.pk).update(aliases=["Lin Jo-mei"])
    file_speaker(name="Vera")
    names = [found.get_text(strip=True) for found in soup(monitor.get(LIST)).select("tbody th a")]
    assert names == ["Lin Ruomei", "Vera"]
    assert [a["href"] for a in soup(monitor.get(LIST, {"q": "JO-mei"})).select("tbody th a")] == [
        address(lin)
    ]
    assert "Nobody is written so" in soup(monitor.get(LIST, {"q": "x\0"})).select_one(".empty").get_text()


def test_person_is_saved_and_shown_to_readers(monitor: Client, world: World) -> None:
    published(world.editor.actor)
    lin = Speaker.objects.get(slug="lin-ruomei")
    answer = monitor.post(
        address(lin),
        opened(monitor, lin) | {"name_original": "林若梅", "language": "Chinese", "aliases": "Lin Jo-mei\n"},
    )
    assert answer.headers["Location"] == address(lin)
    lin.refresh_from_db()
    assert (lin.name_original, lin.language, lin.aliases) == ("林若梅", "zh", ["Lin Jo-mei"])
    assert "Lin Jo-mei" in Client().get("/people/lin-ruomei").content.decode()


def test_colleagues_change_is_not_overwritten(monitor: Client, lin: Speaker) -> None:
    form = opened(monitor, lin)
    Speaker.objects.filter(pk=lin.pk).update(name_original="林若梅")
    answer = monitor.post(address(lin), form | {"name_original": "林"})
    page = soup(answer)
    assert answer.status_code == 409
    assert "林若梅" in page.select_one(".meanwhile").get_text()
    again = form_values(page, address(lin))
    assert monitor.post(address(lin), again).status_code == 302
    lin.refresh_from_db()
    assert lin.name_original == "林"


def test_name_of_another_is_refused_beside_its_field(monitor: Client, lin: Speaker) -> None:
    file_speaker(name="Vera")
    answer = monitor.post(address(lin), opened(monitor, lin) | {"name": "vera"})
    assert answer.status_code == 422
    assert "Another person is filed under this name." in soup(answer).select_one(".field--error").get_text()


def test_role_is_noted_and_taken_out(monitor: Client, lin: Speaker) -> None:
    form = {
        "role-role": "Minister",
        "role-since": "2020-01-01",
        "role-until": "",
        "role-reference": "Gazette 7",
    }
    assert monitor.post(address(lin, "add_role"), form).status_code == 302
    role = SpeakerRole.objects.get(is_noted=True)
    shown = soup(monitor.get(address(lin))).select_one(".owned").get_text(" ", strip=True)
    assert shown.startswith("Minister since 1 January 2020 Gazette 7")
    monitor.post(address(lin, "remove_role"), {"role": str(role.pk)})
    assert not SpeakerRole.objects.filter(is_noted=True).exists()
    acts = Entry.objects.filter(act__startswith="speaker.").order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["speaker.role_noted", "speaker.role_removed"]


def test_role_that_came_with_a_clip_is_not_taken_out(monitor: Client, lin: Speaker) -> None:
    role = SpeakerRole.objects.get()
    assert monitor.post(address(lin, "remove_role"), {"role": str(role.pk)}).status_code == 404
    assert SpeakerRole.objects.exists()


@pytest.mark.parametrize("change", [{"role-role": ""}, {"role-since": "x"}, {"role-until": "2019-01-01"}])
def test_bad_role_keeps_what_was_typed(monitor: Client, lin: Speaker, change: dict[str, str]) -> None:
    form = {
        "role-role": "Mayor",
        "role-since": "2020-01-01",
        "role-until": "",
        "role-reference": "Kept words",
    }
    answer = monitor.post(address(lin, "add_role"), form | change)
    assert answer.status_code == 422
    assert "Kept words" in answer.content.decode()


def test_translators_and_outsiders_are_kept_out(translator: Client, world: World, lin: Speaker) -> None:
    outsider = Client()
    outsider.force_login(world.outsider, backend="django.contrib.auth.backends.ModelBackend")
    for path in (LIST, address(lin)):
        assert [client.get(path).status_code for client in (translator, outsider)] == [403, 403]
        assert Client().get(path).status_code == 302
