from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.clips.models import Clip, ClipFile
from dragoman.jobs.models import Job


@pytest.fixture(autouse=True)
def _scripted(settings):
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"


@pytest.fixture
def page(draft):
    draft.clip.files.filter(kind="playable").update(duration_ms=20_000)
    return f"/desk/clips/{draft.clip.pk}/poster/"


def read(response):
    return BeautifulSoup(response.content, "lxml")


def with_sheet(draft):
    ClipFile.objects.create(
        clip=draft.clip,
        kind="stills",
        sha256="5" * 64,
        size_bytes=9,
        mime="image/jpeg",
        width=320,
        height=180,
    )


def test_stills_are_shown_each_through_its_own_window(editor, draft, page):
    with_sheet(draft)
    soup = read(editor.get(page))
    stills = soup.select(".stills label")
    image = stills[5].svg.image
    assert (len(stills), stills[5].input["value"], stills[5].svg["viewbox"]) == (24, "4583", "0 0 320 180")
    assert (image["x"], image["y"], image["width"], image["height"]) == ("-320", "-180", "1280", "1080")


def test_choice_can_be_undone(editor, draft, page):
    with_sheet(draft)
    answer = editor.post(page, {"at": "4583"})
    assert answer.headers["Location"] == f"{page}?before=auto"
    undo = read(editor.get(answer.headers["Location"])).select_one(".poster-undo")
    assert undo.select_one("[name=at]")["value"] == "auto"
    editor.post(page, {"at": "12000"})
    assert Clip.objects.get(pk=draft.clip.pk).poster_ms == 12_000
    undone = editor.post(page, {"at": "4583", "undo": "1"})
    assert (Clip.objects.get(pk=draft.clip.pk).poster_ms, undone.headers["Location"]) == (4_583, page)
    editor.post(page, {"at": "auto"})
    assert Clip.objects.get(pk=draft.clip.pk).poster_ms is None


@pytest.mark.parametrize("sent", [{"typed": "soon"}, {"typed": "5:00"}, {}])
def test_what_is_no_moment_of_the_clip_is_told_and_not_lost(editor, draft, page, sent):
    answer = editor.post(page, sent)
    soup = read(answer)
    assert (answer.status_code, bool(soup.select_one("[role=alert]"))) == (422, True)
    assert soup.select_one("#typed").get("value", "") == sent.get("typed", "")
    assert Clip.objects.get(pk=draft.clip.pk).poster_ms is None


def test_file_that_gives_no_picture_is_told(editor, draft, page, settings):
    settings.VIDEO_ENGINE = "dragoman.engines.video.ffmpeg.FfmpegEngine"
    assert editor.post(page, {"typed": "0:01"}).status_code == 422


def test_older_clips_get_their_stills_when_asked(editor, draft, page):
    assert read(editor.get(page)).select_one("form[action$='/stills/'] button")
    answer = editor.post(f"{page}stills/")
    assert answer.headers["Location"] == f"{page}?asked=1"
    assert [job.kind for job in Job.objects.all()] == ["clips.illustrate"]
    assert not read(editor.get(f"{page}?asked=1")).select_one("form[action$='/stills/'] button")
    assert editor.get(f"{page}stills/").status_code == 302


def test_clip_without_a_picture_says_so(editor, draft, page):
    draft.clip.files.filter(kind="playable").update(width=0)
    soup = read(editor.get(page))
    assert soup.select_one(".empty") and not soup.select_one("main form.form")


def test_outsiders_and_those_who_may_not_edit_are_kept_out(client, translator, draft, page, world):
    assert client.get(page).status_code == 302
    assert client.post(page, {"at": "1"}).status_code == 302
    draft.state = "withdrawn"
    draft.number = None
    assert translator.get(page).status_code == 200
    assert Clip.objects.get(pk=draft.clip.pk).poster_ms is None
