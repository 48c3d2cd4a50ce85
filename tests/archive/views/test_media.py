from __future__ import annotations

import pytest

from dragoman.publications.models import PublishedFile
from dragoman.publications.services import reserve_number, withdraw_publication
from dragoman.recordings.vault import vault
from tests.factories.clips import draft


@pytest.fixture
def video(clip):
    return PublishedFile.objects.get(publication=clip, name="clip.mp4")


def test_video_plays_in_parts(client, video):
    whole = vault().path_of(video.sha256).read_bytes()
    response = client.get("/clips/1/files/clip.mp4", headers={"range": "bytes=100-199"})
    assert (response.status_code, response.getvalue()) == (206, whole[100:200])
    assert response.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    assert response.headers["ETag"] == f'"{video.sha256}"'
    assert response.headers["Content-Type"] == "video/mp4"


def test_download_is_named_after_the_clip(client, video):
    response = client.get("/clips/1/files/clip.mp4?download=1")
    assert response.headers["Content-Disposition"] == 'attachment; filename="drg-1-e1-clip.mp4"'
    response.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "clip.mov",
        "speech.wav",
        "..",
        "%2e%2e%2fsecret_key",
        "clip.mp4%00",
        "CLIP.MP4",
        " clip.mp4",
        "a" * 300,
    ],
)
def test_only_named_files_are_given_out(client, clip, name):
    assert client.get(f"/clips/1/files/{name}").status_code == 404


def test_drafts_have_no_files_for_anyone(client, world):
    publication = draft(world.editor.actor)
    reserve_number(publication=publication, actor=world.editor.actor)
    client.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/clips/1/files/clip.mp4").status_code == 404
    assert client.get("/clips/1/captions/en.vtt").status_code == 404


def test_withdrawn_clip_gives_nothing_out(client, clip, world):
    withdraw_publication(publication=clip, reason="Asked for.", actor=world.editor.actor)
    for name in ("files/clip.mp4", "files/poster.jpg", "captions/en.vtt", "captions/zh.vtt"):
        assert client.get(f"/clips/1/{name}").status_code == 404, name


def test_file_lost_from_the_vault_is_not_found_and_written_down(client, video, caplog):
    vault().remove(video.sha256)
    assert client.get("/clips/1/files/clip.mp4").status_code == 404
    assert f"the vault has no file {video.sha256} of number 1" in caplog.text


def test_captions_are_webvtt_in_each_language(client, clip):
    english = client.get("/clips/1/captions/en.vtt")
    assert english.headers["Content-Type"] == "text/vtt; charset=utf-8"
    lines = english.content.decode().splitlines()
    assert lines[0] == "WEBVTT"
    assert "00:00:01.000 --> 00:00:06.500" in lines
    assert any("Night trains will run again from 1 May." in line for line in lines)
    chinese, russian = client.get("/clips/1/captions/zh.vtt"), client.get("/clips/1/captions/ru.vtt")
    assert ("夜间列车" in chinese.content.decode(), "смена" in russian.content.decode()) == (True, True)
    assert "смена" not in chinese.content.decode()
    again = client.get("/clips/1/captions/en.vtt", headers={"if-none-match": english.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("language", ["fa", "xx", "en-Latn-x-y", "%3Cscript%3E"])
def test_captions_in_other_languages_are_not_found(client, clip, language):
    assert client.get(f"/clips/1/captions/{language}.vtt").status_code == 404


def test_captions_can_be_downloaded(client, clip):
    response = client.get("/clips/1/captions/en.vtt?download=1")
    assert response.headers["Content-Disposition"] == 'attachment; filename="drg-1-en.vtt"'
