from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.publications.models import Publication
from dragoman.recordings.vault import vault


def film(draft: Publication, kind: str = "playable") -> str:
    return reverse("desk:clip_file", args=[draft.clip_id, kind])


def content(draft: Publication, kind: str = "playable") -> bytes:
    return vault().path_of(draft.clip.files.get(kind=kind).sha256).read_bytes()


def test_draft_is_played_in_ranges(monitor: Client, draft: Publication) -> None:
    answer = monitor.get(film(draft), headers={"Range": "bytes=10-19"})
    assert (answer.status_code, b"".join(answer)) == (206, content(draft)[10:20])
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_recording_is_played_whole(monitor: Client, draft: Publication) -> None:
    recording = draft.clip.recording
    answer = monitor.get(reverse("desk:rendition", args=[recording.pk, "proxy"]))
    expected = vault().path_of(recording.renditions.get(kind="proxy").sha256).read_bytes()
    assert (answer.status_code, b"".join(answer)) == (200, expected)


@pytest.mark.parametrize("kind", ["speech", "original", "..", "playable.mp4"])
def test_other_files_have_no_address(kind: str, monitor: Client, draft: Publication) -> None:
    assert monitor.get(film(draft, kind)).status_code == 404


def test_unknown_numbers_have_no_files(monitor: Client) -> None:
    for pk in (7_000_000, 10**17, 10**30):
        assert monitor.get(f"/desk/clips/{pk}/files/playable").status_code == 404
        assert monitor.get(f"/desk/recordings/{pk}/proxy").status_code == 404


def test_file_whose_bytes_are_gone_is_not_found(monitor: Client, draft: Publication) -> None:
    vault().remove(draft.clip.files.get(kind="playable").sha256)
    assert monitor.get(film(draft)).status_code == 404
