from __future__ import annotations

import json

import pytest

from dragoman.catalogue.services import ChannelEntry, file_channel
from dragoman.engines.video.port import UNWATCHED, NotMedia
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM
from dragoman.recordings.airtime import read_airtime
from dragoman.recordings.capture import UNTOLD, Capture
from dragoman.recordings.models import Broadcast, Recording, Rendition
from dragoman.recordings.services import (
    RecordingMissing,
    discard_file,
    file_broadcast,
    file_recording,
    prepare_recording,
    receive_file,
)
from dragoman.recordings.vault import vault
from tests.media.generated import moving_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def received(tmp_path):
    return receive_file(path=moving_picture(tmp_path / "a.mp4", seconds=2), file_name="../evil\x00/news.mp4")


@pytest.fixture
def broadcast():
    channel = file_channel(entry=ChannelEntry("CCTV", "CN"), actor=SYSTEM)
    return file_broadcast(channel=channel, airtime=read_airtime("2024-04-09"), programme=None)


def test_received_file_is_kept_under_its_digest_with_what_it_is(received):
    assert vault().holds(received.kept.sha256)
    assert (received.facts.duration_ms, received.facts.picture.width, received.file_name) == (
        2_000,
        320,
        "news.mp4",
    )


def test_discarded_file_is_gone_unless_a_recording_was_made_of_it(received, broadcast):
    file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    discard_file(received=received)
    assert vault().holds(received.kept.sha256)
    Recording.objects.all().delete()
    discard_file(received=received)
    assert not vault().holds(received.kept.sha256)


def test_refused_file_that_is_a_recording_already_stays(received, broadcast, tmp_path, monkeypatch):
    file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    monkeypatch.setattr(
        "dragoman.engines.video.ffmpeg.FfmpegEngine.probe", lambda *_: (_ for _ in ()).throw(NotMedia("no"))
    )
    with pytest.raises(NotMedia):
        receive_file(path=tmp_path / "a.mp4", file_name="a.mp4")
    assert vault().holds(received.kept.sha256)


def test_missing_file_is_said(tmp_path):
    with pytest.raises(RecordingMissing):
        receive_file(path=tmp_path / "nowhere.mp4", file_name="nowhere.mp4")


def test_same_broadcast_and_recording_are_filed_once(received, broadcast):
    channel = broadcast.channel
    assert file_broadcast(channel=channel, airtime=read_airtime("2024-04-09"), programme=None) == broadcast
    first = file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    assert file_recording(received=received, broadcast=broadcast, actor=SYSTEM) == first
    assert (Broadcast.objects.count(), Entry.objects.filter(act="recording.received").count()) == (1, 1)


def test_prepared_recording_plays_and_preparing_again_does_nothing(received, broadcast):
    recording = file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    prepare_recording(recording=recording, watch=UNWATCHED)
    made = list(Rendition.objects.values_list("kind", "sha256", "mime").order_by("kind"))
    prepare_recording(recording=recording, watch=UNWATCHED)
    assert list(Rendition.objects.values_list("kind", "sha256", "mime").order_by("kind")) == made
    assert [(kind, mime) for kind, _, mime in made] == [("poster", "image/jpeg"), ("proxy", "video/mp4")]
    assert all(vault().holds(sha256) for _, sha256, _ in made)


def test_recording_is_of_the_broadcast_unless_told_otherwise(received, broadcast):
    recording = file_recording(received=received, broadcast=broadcast, actor=SYSTEM)
    assert (recording.origin, recording.origin_url, recording.capture_note) == ("broadcast", "", "")


def test_what_is_told_anew_of_a_capture_stands_and_the_rest_stays(received, broadcast):
    told = Capture("upload", "https://video.example/1", "")
    file_recording(received=received, broadcast=broadcast, actor=SYSTEM, capture=told)
    for capture in (UNTOLD, told, Capture("", "", "From a mirror.")):
        file_recording(received=received, broadcast=broadcast, actor=SYSTEM, capture=capture)
    recording = Recording.objects.get()
    assert (recording.origin, recording.origin_url, recording.capture_note) == (
        "upload",
        "https://video.example/1",
        "From a mirror.",
    )
    details = [
        json.loads(bytes(entry.line))["detail"]
        for entry in Entry.objects.filter(act__startswith="recording.")
    ]
    assert (details[0]["origin"], details[1:]) == ("upload", [{"capture_note": "From a mirror."}])
