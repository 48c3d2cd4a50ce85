from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from dragoman.clips.models import Clip
from dragoman.desk.submissions import new_token
from dragoman.desk.uploads import waiting_room
from dragoman.jobs.models import Job
from dragoman.publications.models import Publication
from dragoman.recordings.models import Recording
from tests.desk.browsing import errors, form_values, soup
from tests.desk.conftest import browser_of
from tests.desk.sound import tone
from tests.factories.world import World, make_world

NEW = reverse("desk:new_clip")


def order(**changes: object) -> dict[str, object]:
    """A form filled in by someone who knows what they have."""
    return {
        "token": new_token(),
        "file": tone(),
        "without_picture": "on",
        "channel": "Radio Varzan",
        "country": "Iran",
        "aired_on": "2024-04-09",
        "aired_time": "19:00",
        "aired_zone": "Asia/Tehran",
        "spoken": "Persian",
        "into": "en, pt-br",
        "title": "The earliest wheat harvest",
        "topics": "Agriculture, Weather",
        "speakers": "Farhad Danesh, farmer\r\n0:00.5 Mina Rad",
        "convention": "verbatim",
    } | changes


def beside(page, field: str) -> list[str]:
    return [error.get_text(strip=True) for error in page.select(f"#id_{field}_error")]


@pytest.fixture(autouse=True)
def _empty_waiting_room() -> None:
    for path in waiting_room().glob("*"):
        path.unlink()


def test_form_makes_a_clip_and_queues_its_work(monitor: Client, world: World) -> None:
    answer = monitor.post(NEW, order())
    clip = Clip.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("desk:clip", args=[clip.pk]))
    broadcast = clip.recording.broadcast
    assert (clip.title, clip.spoken, clip.into, clip.made_by) == (
        "The earliest wheat harvest",
        ["fa"],
        ["en", "pt-BR"],
        world.monitor.handle,
    )
    assert (str(broadcast.channel), broadcast.channel.country) == ("Radio Varzan", "IR")
    assert (broadcast.aired_at, broadcast.aired_on) == (
        datetime(2024, 4, 9, 15, 30, tzinfo=UTC),
        date(2024, 4, 9),
    )
    assert clip.recording.file_name == "evening-news.wav"
    assert [(told["at_ms"], told["name"]) for told in clip.speakers_told] == [
        (0, "Farhad Danesh"),
        (500, "Mina Rad"),
    ]
    assert Job.objects.count() > 3
    assert list(waiting_room().iterdir()) == []


def test_page_of_a_new_clip_shows_its_work(monitor: Client) -> None:
    page = soup(monitor.post(NEW, order(), follow=True))
    assert page.select_one("#steps-h").get_text(" ", strip=True) == "Being made 0 %"
    assert page.select_one("noscript a")["href"] == reverse("desk:progress", args=[Clip.objects.get().pk])


def test_sending_the_form_twice_makes_one_clip(monitor: Client) -> None:
    token = new_token()
    first = monitor.post(NEW, order(token=token))
    second = monitor.post(NEW, order(token=token))
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert (Clip.objects.count(), Recording.objects.count()) == (1, 1)
    assert list(waiting_room().iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_sending_the_form_twice_at_once_makes_one_clip() -> None:
    world, token = make_world(), new_token()

    def send(_: int) -> str:
        try:
            return browser_of(world.monitor).post(NEW, order(token=token)).headers["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        addresses = set(pool.map(send, range(4)))
    assert (len(addresses), Clip.objects.count()) == (1, 1)


def test_nothing_is_lost_on_an_error_not_even_the_file(monitor: Client) -> None:
    answer = monitor.post(NEW, order(title="", summary="Two\r\n\r\nparagraphs"))
    page = soup(answer)
    assert (answer.status_code, beside(page, "title")) == (422, ["Give the clip a title."])
    kept = values_of(page)
    assert kept["summary"] == "Two\r\n\r\nparagraphs"
    assert "evening-news.wav" in page.select_one(".kept").get_text()
    kept["title"] = "Now with a title"
    del kept["file"]
    monitor.post(NEW, kept)
    clip = Clip.objects.get()
    assert (clip.title, clip.summary, clip.recording.file_name) == (
        "Now with a title",
        "Two\n\nparagraphs",
        "evening-news.wav",
    )
    assert list(waiting_room().iterdir()) == []


def test_sending_a_kept_file_twice_makes_one_clip(monitor: Client) -> None:
    kept = values_of(soup(monitor.post(NEW, order(title="")))) | {"title": "Now with a title"}
    del kept["file"]
    first, second = monitor.post(NEW, kept), monitor.post(NEW, kept)
    assert (second.status_code, second.headers["Location"]) == (302, first.headers["Location"])
    assert Clip.objects.count() == 1


def values_of(page) -> dict[str, str]:
    page.select_one("form[data-upload]")["action"] = NEW
    return form_values(page, NEW)


def test_kept_file_belongs_to_the_person_who_sent_it(monitor: Client, editor: Client) -> None:
    kept = values_of(soup(monitor.post(NEW, order(title=""))))
    del kept["file"]
    answer = editor.post(NEW, kept | {"title": "Taken"})
    assert beside(soup(answer), "file") == ["The file sent before is no longer kept: choose it again."]
    assert Clip.objects.count() == 0


def test_forged_kept_file_opens_nothing(monitor: Client) -> None:
    answer = monitor.post(NEW, order(file="", kept="WyIvZXRjL3Bhc3N3ZCJd:x:y"))
    assert beside(soup(answer), "file") == ["The file sent before is no longer kept: choose it again."]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"file": ""}, "file", "Choose the file of the recording, or one that is here already."),
        ({"in_point": "abc"}, "in_point", "“abc” is not a time: write it like 2:06, 0:02:06 or 126.5."),
        (
            {"in_point": "0:02", "out_point": "0:01"},
            "out_point",
            "The out point must come after the in point.",
        ),
        ({"channel": ""}, "channel", "Say which channel aired it."),
        ({"country": ""}, "country", "Say which country the channel is in, or which place."),
        ({"country": "QQ"}, "country", "There is no country with the code “QQ”."),
        ({"aired_on": ""}, "aired_on", "Say on which day it aired."),
        ({"aired_on": "2024-02-31"}, "aired_on", "There is no day 2024-02-31 in the calendar."),
        ({"aired_zone": ""}, "aired_zone", "Say in which zone that time is: +08:00, or Asia/Shanghai."),
        (
            {"aired_zone": "Mars/Olympus"},
            "aired_time",
            "“Mars/Olympus” is not a time zone: write +08:00 or a name such as Asia/Shanghai.",
        ),
        (
            {"spoken": "Klingonese"},
            "spoken",
            "“Klingonese” is not a language we know: write a code such as en or pt-BR, or its name.",
        ),
        ({"spoken": ""}, "spoken", "Say which language is spoken, for example en or pt-BR."),
        ({"speakers": "0:77 X"}, "speakers", "“0:77” has 77 seconds: after a colon they end at 59."),
        ({"in_point": "0:30"}, "in_point", "The recording ends at 0:01: the in point 0:30 is beyond it."),
        (
            {"out_point": "0:30"},
            "out_point",
            "The recording ends at 0:01: the out point 0:30 is beyond it.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    changes: dict[str, object], field: str, said: str, monitor: Client
) -> None:
    answer = monitor.post(NEW, order(**changes))
    page = soup(answer)
    assert (answer.status_code, beside(page, field), len(errors(page))) == (422, [said], 1)
    assert values_of(page)["title"] == "The earliest wheat harvest"
    assert (Clip.objects.count(), Recording.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [("notes.mp4", b"just text\n" * 50), ("empty.mp4", b""), ("list.mp4", b"#EXTM3U\nfile:///etc/passwd\n")],
)
def test_file_that_is_no_recording_is_refused_in_words(name: str, content: bytes, monitor: Client) -> None:
    answer = monitor.post(NEW, order(file=SimpleUploadedFile(name, content)))
    page = soup(answer)
    assert (answer.status_code, len(beside(page, "file"))) == (422, 1)
    assert beside(page, "file")[0].endswith((".", "!"))
    assert "root:" not in answer.content.decode()
    assert (Clip.objects.count(), Recording.objects.count()) == (0, 0)


def test_sound_without_a_picture_is_asked_about_and_the_file_stays(monitor: Client) -> None:
    page = soup(monitor.post(NEW, order(without_picture="")))
    assert "has no picture" in beside(page, "file")[0]
    kept = values_of(page)
    del kept["file"]
    assert monitor.post(NEW, kept | {"without_picture": "on"}).status_code == 302


def test_too_large_file_is_not_kept_but_the_other_fields_are(monitor: Client, settings) -> None:
    settings.MEDIA_MAX_BYTES = 1_000
    page = soup(monitor.post(NEW, order()))
    said = "This file is larger than 1000 bytes, the most this installation takes. Cut or compress it first."
    assert beside(page, "file") == [said.replace("1000 bytes", "1000\xa0bytes")]
    assert values_of(page)["title"] == "The earliest wheat harvest"
    assert list(waiting_room().iterdir()) == []


def test_strangers_upload_never_touches_the_disk(client: Client, world: World) -> None:
    assert client.post(NEW, order()).status_code == 302
    assert browser_of(world.outsider).post(NEW, order()).status_code == 403
    assert browser_of(world.reviewer).post(NEW, order()).status_code == 403
    assert list(waiting_room().iterdir()) == []


def test_clip_from_a_recording_that_is_here(monitor: Client, draft: Publication) -> None:
    recording = draft.clip.recording
    page = soup(monitor.get(f"{NEW}?recording={recording.pk}"))
    values = values_of(page)
    assert (values["recording"], values["channel"], values["aired_zone"]) == (
        str(recording.pk),
        "Meridian TV",
        "+08:00",
    )
    del values["file"]
    monitor.post(
        NEW, values | {"title": "Another cut", "spoken": "ru", "in_point": "1:00", "out_point": "1:10"}
    )
    clip = Clip.objects.latest("pk")
    assert (clip.recording, clip.in_ms, clip.out_ms) == (recording, 60_000, 70_000)
    assert Recording.objects.count() == 1


def test_only_an_editor_may_publish_at_once(monitor: Client, editor: Client) -> None:
    assert soup(monitor.get(NEW)).select_one("[name=publish]") is None
    assert soup(editor.get(NEW)).select_one("[name=publish]") is not None
    monitor.post(NEW, order(publish="on"))
    assert not Job.objects.filter(kind="publications.publish").exists()


def test_damaged_form_is_not_worked_on(monitor: Client) -> None:
    answer = monitor.post(NEW, order(token="../../x"))
    assert (answer.status_code, Clip.objects.count()) == (422, 0)


def test_copy_from_elsewhere_is_kept_as_that(monitor: Client) -> None:
    monitor.post(
        NEW,
        order(origin="upload", origin_url="https://video.example/watch?v=1", capture_note="Saved\tby hand"),
    )
    recording = Recording.objects.get()
    assert (recording.origin, recording.origin_url, recording.capture_note) == (
        "upload",
        "https://video.example/watch?v=1",
        "Saved by hand",
    )


def test_recording_is_of_the_broadcast_when_nothing_else_is_said(monitor: Client) -> None:
    monitor.post(NEW, order())
    assert Recording.objects.get().origin == "broadcast"


def test_chosen_recording_keeps_its_own_origin(monitor: Client) -> None:
    monitor.post(NEW, order(origin="upload"))
    recording = Recording.objects.get()
    again = order(recording=recording.pk, origin="broadcast", title="Another part")
    del again["file"]
    monitor.post(NEW, again)
    recording.refresh_from_db()
    assert (recording.origin, Clip.objects.count()) == ("upload", 2)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"origin_url": "javascript:alert(1)"}, "origin_url"),
        ({"origin_url": "https://video.example/" + "x" * 2000}, "origin_url"),
        ({"origin_url": "https://video.example/\u202ea"}, "origin_url"),
        ({"origin": "satellite"}, "origin"),
        ({"capture_note": "x" * 501}, "capture_note"),
        ({"capture_note": "a\x00b"}, "capture_note"),
    ],
)
def test_origin_that_can_not_stand_in_public_is_refused(
    monitor: Client, changes: dict[str, str], field: str
) -> None:
    answer = monitor.post(NEW, order(**changes))
    assert (answer.status_code, len(beside(soup(answer), field)), Recording.objects.count()) == (422, 1, 0)
