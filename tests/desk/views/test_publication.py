from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.publications.models import Publication, Release
from dragoman.publications.services import publish_clip
from tests.desk.browsing import errors, said, soup
from tests.desk.conftest import browser_of
from tests.factories import clips
from tests.factories.world import World

NEXT_YEAR = date.today().year + 1
FORM = {"kind": "scheduled", "day": f"{NEXT_YEAR}-05-01", "clock": "09:00", "zone": "Europe/Berlin"}
ACTS = (
    "plan",
    "unplan",
    "previews",
    "revoke_preview",
    "unlist",
    "list",
    "restrict",
    "lift",
    "block",
    "unblock",
)


def act(client: Client, door: str, publication: Publication, **values: str):
    return client.post(reverse(f"desk:{door}", args=[publication.clip_id]), values, follow=True)


def panel(client: Client, publication: Publication) -> str:
    page = soup(client.get(reverse("desk:clip", args=[publication.clip_id])))
    box = page.select_one(".seen")
    return " ".join(box.get_text(" ").split()) if box else ""


@pytest.fixture
def public(world: World) -> Publication:
    return clips.published(world.editor.actor)


def test_a_moment_is_set_seen_on_the_rundown_changed_and_taken_back(
    editor: Client, draft: Publication
) -> None:
    page = soup(act(editor, "plan", draft, **FORM))
    assert said(page) == [f"It is published by itself on {NEXT_YEAR}-05-01 09:00 Europe/Berlin."]
    assert Release.objects.get().at == datetime(NEXT_YEAR, 5, 1, 7, 0, tzinfo=UTC)
    rundown = soup(editor.get(reverse("desk:rundown"))).select_one("#planned-h").parent.get_text(" ")
    assert f"{NEXT_YEAR}-05-01 09:00 Europe/Berlin" in rundown
    form = soup(editor.get(reverse("desk:plan", args=[draft.clip_id])))
    assert [form.select_one(f"[name={name}]")["value"] for name in ("day", "clock", "zone")] == [
        FORM["day"],
        FORM["clock"],
        FORM["zone"],
    ]
    act(editor, "plan", draft, **{**FORM, "kind": "embargoed"})
    assert "Embargoed until" in panel(editor, draft)
    assert said(soup(act(editor, "unplan", draft))) == ["The moment is taken back: the clip waits in review."]
    draft.refresh_from_db()
    assert draft.state == "in review"


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"zone": "Nowhere"}, "zone"),
        ({"day": "1 May"}, "day"),
        ({"day": "2020-05-01"}, "day"),
        ({"clock": "late"}, "clock"),
        ({"kind": ""}, "kind"),
        ({"day": "2030-03-31", "clock": "02:30"}, "clock"),
        ({"day": "2029-10-28", "clock": "02:30"}, "which"),
    ],
)
def test_what_is_wrong_with_a_moment_is_said(
    editor: Client, draft: Publication, changed: dict[str, str], named: str
) -> None:
    answer = act(editor, "plan", draft, **{**FORM, **changed})
    form = answer.context["form"]
    assert (answer.status_code, list(form.errors), Release.objects.count()) == (422, [named], 0)


def test_the_moment_that_comes_twice_is_chosen(editor: Client, draft: Publication) -> None:
    act(editor, "plan", draft, **{**FORM, "day": "2029-10-28", "clock": "02:30", "which": "2"})
    assert Release.objects.get().at == datetime(2029, 10, 28, 1, 30, tzinfo=UTC)


def test_a_clip_that_is_held_back_gets_no_form(editor: Client, world: World) -> None:
    made = clips.draft(world.monitor.actor, ready=False)
    page = soup(editor.get(reverse("desk:plan", args=[made.clip_id])))
    assert page.select_one("input[name=day]") is None


def test_what_came_to_nothing_is_told(editor: Client, draft: Publication) -> None:
    act(editor, "plan", draft, **FORM)
    Release.objects.update(problem="The clip is held back.", failed_at=datetime.now(UTC) - timedelta(hours=1))
    Publication.objects.update(state="in review")
    assert "was to be published by itself" in panel(editor, draft)
    rundown = soup(editor.get(reverse("desk:rundown"))).select_one("#held-back-h")
    assert rundown is not None


def test_lists_demands_and_the_film(editor: Client, public: Publication) -> None:
    act(editor, "unlist", public)
    assert "Unlisted" in panel(editor, public)
    act(editor, "list", public)
    assert act(editor, "block", public, reason="").status_code == 422
    act(editor, "block", public, reason="She asked.")
    assert "She asked." in panel(editor, public)
    act(editor, "unblock", public)
    assert act(editor, "restrict", public, reason="A ruling.").status_code == 422
    act(editor, "restrict", public, reason="A ruling.", demanded_by="The court", shows_source="on")
    assert "Restricted in the whole world." in panel(editor, public)
    act(editor, "lift", public)
    public.refresh_from_db()
    assert (public.is_listed, public.media_blocked_at, public.restricted_in) == (True, None, "")


def test_countries_are_offered_where_a_proxy_tells_them(
    editor: Client, public: Publication, settings
) -> None:
    address = reverse("desk:restrict", args=[public.clip_id])
    assert soup(editor.get(address)).select_one("[name=countries]") is None
    settings.COUNTRY_HEADER = "X-Country"
    told = {"reason": "A ruling.", "demanded_by": "The court", "scope": "countries"}
    for countries in ("", "Atlantis"):
        assert list(act(editor, "restrict", public, **told, countries=countries).context["form"].errors) == [
            "countries"
        ]
    act(editor, "restrict", public, **told, countries="Norway, dk")
    public.refresh_from_db()
    assert public.restricted_in == ",DK,NO,"
    assert "Denmark" in panel(editor, public)


def test_a_preview_link_is_shown_once_and_taken_back(editor: Client, draft: Publication) -> None:
    page = soup(act(editor, "previews", draft, name="Nora", days="3"))
    address = page.select_one(".address-once").get_text().strip()
    path = "/" + address.split("/", 3)[3]
    assert Client().get(path).status_code == 200
    again = editor.get(reverse("desk:previews", args=[draft.clip_id]))
    assert (address in again.content.decode(), "Nora" in again.content.decode()) == (False, True)
    link = draft.previews.get()
    assert link.uses.count() == 1
    act(editor, "revoke_preview", draft, link=str(link.pk))
    assert Client().get(path).status_code == 404
    assert errors(soup(act(editor, "previews", draft, name="", days="3"))) != []


def test_of_another_clip_no_link_is_taken_back(editor: Client, draft: Publication, world: World) -> None:
    other = clips.draft(world.monitor.actor)
    act(editor, "previews", other, name="Nora", days="3")
    link = other.previews.get()
    for asked in (str(link.pk), "x", "9" * 30):
        assert act(editor, "revoke_preview", draft, link=asked).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_after_publication_there_is_nothing_to_plan(editor: Client, draft: Publication, world: World) -> None:
    publish_clip(publication=draft, actor=world.editor.actor)
    assert said(soup(act(editor, "plan", draft, **FORM))) == ["This clip is published already."]


@pytest.mark.parametrize("name", ACTS)
def test_only_editors_decide(world: World, draft: Publication, name: str) -> None:
    address = reverse(f"desk:{name}", args=[draft.clip_id])
    for role in ("monitor", "translator", "reviewer", "administrator", "outsider"):
        assert browser_of(getattr(world, role)).post(address, FORM).status_code == 403
    assert Client().post(address, FORM).status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.previews.count()) == ("draft", 0)
