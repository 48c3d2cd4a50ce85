from __future__ import annotations

from django.test import Client
from django.urls import reverse

from dragoman.clips.models import Clip
from dragoman.jobs.models import Job
from dragoman.jobs.terms import JobState
from dragoman.publications.models import Publication
from tests.desk.browsing import said, soup
from tests.desk.views.test_new_clip import NEW, order
from tests.factories import clips
from tests.factories.world import World


def begun(client: Client) -> Clip:
    client.post(NEW, order())
    return Clip.objects.get()


def test_page_shows_words_findings_and_film(editor: Client, draft: Publication) -> None:
    page = soup(editor.get(reverse("desk:clip", args=[draft.clip_id])))
    assert [area.get_text(strip=True) for area in page.select("#s1 .cue-texts textarea")] == [
        "夜间列车将从五月一日起恢复通行。",
        "Night trains will run again from 1 May.",
    ]
    assert [(area["lang"], area["dir"]) for area in page.select("#s3 .cue-texts textarea")] == [
        ("ru", "ltr"),
        ("en", "ltr"),
    ]
    assert page.select_one(".findings a")["href"] == "#s1"
    assert page.select_one("video[data-player]")["src"] == reverse(
        "desk:clip_file", args=[draft.clip_id, "playable"]
    )


def test_progress_page_renews_itself_without_scripts_while_work_goes_on(monitor: Client) -> None:
    clip = begun(monitor)
    address = reverse("desk:progress", args=[clip.pk])
    assert soup(monitor.get(address)).select_one("noscript meta[http-equiv=refresh]")["content"] == "3"
    monitor.post(reverse("desk:cancel", args=[clip.pk]))
    assert soup(monitor.get(address)).select_one("meta[http-equiv=refresh]") is None


def test_every_control_of_the_page_has_a_name(editor: Client, draft: Publication) -> None:
    page = soup(editor.get(reverse("desk:clip", args=[draft.clip_id])))
    ids = [element["id"] for element in page.select("[id]") if not element.find_parent("template")]
    assert len(ids) == len(set(ids))
    for control in page.select("main input:not([type=hidden]), main textarea, main select"):
        label = control.find_parent("label") or page.find("label", attrs={"for": control.get("id")})
        assert label is not None and label.get_text(strip=True), control


def test_progress_is_a_part_of_the_page(monitor: Client) -> None:
    clip = begun(monitor)
    part = soup(monitor.get(reverse("desk:progress", args=[clip.pk])))
    assert part.select_one("#progress").has_attr("data-working")
    assert [name.get_text() for name in part.select(".step-name")] == [
        "Make the recording playable",
        "Cut, and check every frame",
        "Poster and waveform",
        "Transcribe",
        "Translate",
        "Translate",
        "Check",
    ]


def test_work_is_cancelled_and_taken_up_again(monitor: Client) -> None:
    clip = begun(monitor)
    page = soup(monitor.post(reverse("desk:cancel", args=[clip.pk]), follow=True))
    assert said(page)[-1] == "The work on this clip is being stopped."
    assert set(Job.objects.values_list("state", flat=True)) == {JobState.CANCELLED}
    page = soup(monitor.post(reverse("desk:retry", args=[clip.pk]), follow=True))
    assert said(page) == ["The work on this clip goes on where it stopped."]
    assert Job.objects.filter(state=JobState.WAITING).exists()


def test_stopped_clip_stands_under_stopped(monitor: Client) -> None:
    clip = begun(monitor)
    monitor.post(reverse("desk:cancel", args=[clip.pk]))
    section = soup(monitor.get(reverse("desk:rundown"))).select_one("section[aria-labelledby=failed-h]")
    assert [title.get_text() for title in section.select(".run-title")] == [clip.title]


def test_clip_in_work_shows_how_far_it_is(monitor: Client) -> None:
    begun(monitor)
    line = soup(monitor.get(reverse("desk:rundown"))).select_one("#in-work-h").find_parent("section")
    assert (line.progress["max"], line.progress["value"]) == ("1000", "0")


def test_unknown_clip_is_not_found(editor: Client) -> None:
    assert editor.get(reverse("desk:clip", args=[10**15])).status_code == 404


def test_published_clip_leads_to_its_public_page(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    page = soup(editor.get(reverse("desk:clip", args=[out.clip_id])))
    assert f"/clips/{out.number}/{out.slug}" in [link["href"] for link in page.select(".state a")]
