"""``dragoman clip`` with the real engines, from a file on disk to what a reader gets."""

from __future__ import annotations

import json
import stat
import subprocess
from pathlib import Path

import jiwer
import pytest

from dragoman.clips.models import Clip
from dragoman.project.main import main
from dragoman.publications.models import Publication
from dragoman.publications.selectors import captions, published_clip
from dragoman.publications.terms import State
from dragoman.recordings.models import Broadcast, Recording
from dragoman.recordings.vault import vault
from tests.media.generated import moving_picture, silent_picture, tone

pytestmark = pytest.mark.django_db(transaction=True)

ABOUT = ["--channel", "CCTV", "--country", "CN", "--aired", "2024-04-09T19:00+08:00", "--title", "A title"]


@pytest.fixture(autouse=True)
def own_vault(settings, tmp_path):
    """A vault of the test's own, so that what is left in it can be counted."""
    settings.VAULT_DIR = tmp_path / "data" / "vault"
    settings.WORK_DIR = tmp_path / "data" / "work"
    return settings.VAULT_DIR


def files_below(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def make(capsys, path, *arguments):
    status = main(["clip", str(path), *ABOUT, *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.models
@pytest.mark.shared
def test_english_speech_becomes_a_published_page(shared, tmp_path, capsys):
    path = moving_picture(tmp_path / "jfk.mp4", seconds=11, sound=shared / "data/speech/en_jfk.flac")
    status, out, _ = make(
        capsys, path, "--spoken", "en", "--into", "pt", "--publish", "--json",
        "--speaker", "John F. Kennedy, President of the United States",
    )  # fmt: skip
    told = json.loads(out)
    clip = published_clip(told["number"])
    assert (status, told["number"], told["state"], told["duration_ms"], told["cues"]) == (
        0,
        1,
        "published",
        11_000,
        len(clip.content.lines),
    )
    assert told["url"] == "http://localhost:8000/clips/1/a-title"
    assert told["sha256"] == Recording.objects.get().sha256
    said = " ".join(line.text for line in clip.content.lines)
    reference = (
        "And so my fellow Americans ask not what your country can do for you "
        "ask what you can do for your country"
    )
    plain = jiwer.Compose([jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.Strip()])
    assert jiwer.wer(plain(reference), plain(said)) <= 0.05
    assert {voice.name for voice in clip.content.voices} == {"John F. Kennedy"}
    assert "país" in " ".join(rendering.text for rendering in clip.content.translations[0].renderings)
    assert [engine.task for engine in clip.content.engines] == ["transcription", "translation"]
    assert captions(1, "pt")[0].speaker == "John F. Kennedy"


@pytest.mark.models
@pytest.mark.shared
def test_korean_speech_is_transcribed(shared, tmp_path, capsys):
    path = moving_picture(tmp_path / "ko.mp4", seconds=4.9, sound=shared / "data/speech/ko_fv01_t01_s01.wav")
    status, out, _ = make(capsys, path, "--spoken", "ko", "--json")
    assert (status, json.loads(out)["state"]) == (0, "draft")
    said = "".join(cue.text for cue in _cues()).replace(" ", "").rstrip(".")
    assert jiwer.cer("기차도전기도없었다", said) <= 0.25  # what the packaged model reaches


def _cues():
    from dragoman.transcripts.models import Cue

    return list(Cue.objects.order_by("position"))


def test_language_without_an_engine_gives_an_empty_track_and_says_so(tmp_path, capsys):
    path = moving_picture(tmp_path / "a.mp4", seconds=2)
    status, out, _ = make(capsys, path, "--spoken", "fa", "--into", "en", "--json")
    told = json.loads(out)
    assert (status, told["number"], told["state"], told["cues"]) == (0, None, "draft", 0)
    assert told["url"] == f"http://localhost:8000/desk/clips/{Clip.objects.get().pk}/"
    assert told["warnings"] == [
        "No engine on this machine transcribes Persian: the transcript waits for a person.",
        "No engine on this machine translates from Persian into English: the translation waits for a person.",
    ]


def test_span_is_cut_to_the_frame(tmp_path, capsys):
    path = moving_picture(tmp_path / "a.mp4", seconds=6)
    _, out, _ = make(capsys, path, "--spoken", "fa", "--in", "0:01.02", "--out", "0:03.5", "--json")
    clip = Clip.objects.get()
    # Frames lie 40 ms apart: the first at or after 1020 ms is number 26 (1040), the last before 3500 is 87 (3480).
    assert (clip.cut_facts["first_frame"], clip.cut_facts["last_frame"], clip.cut_facts["frames"]) == (
        26,
        87,
        62,
    )
    assert json.loads(out)["duration_ms"] == 62 * 40


def test_copy_of_a_broadcast_is_published_as_that(tmp_path, capsys):
    status, _, _ = make(
        capsys, moving_picture(tmp_path / "a.mp4", seconds=2), "--spoken", "fa", "--publish",
        "--origin", "re-upload", "--origin-url", "https://video.example/1", "--capture-note", "as found",
    )  # fmt: skip
    content = published_clip(1).content
    assert (status, content.recording_origin, content.recording_origin_url, content.capture_note) == (
        0,
        "upload",
        "https://video.example/1",
        "as found",
    )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--spoken", "en", "--in", "0:04", "--out", "0:02"], "after the in point"),
        (["--spoken", "en", "--in", "0:01", "--out", "0:59"], "beyond"),
        (["--spoken", "en", "--in", "0:59"], "beyond"),
        (["--spoken", "en", "--out", "soon"], "not a time"),
        (["--spoken", "klingonese"], "not a language"),
        (["--spoken", "en", "--into", "xx"], "not a language"),
        (["--spoken", "en", "--aired", "2024-02-30"], "no day"),
        (["--spoken", "en", "--origin-url", "javascript:alert(1)"], "not the address of a copy"),
        (["--spoken", "en", "--capture-note", "x" * 501], "at most 500"),
    ],
)
def test_bad_order_is_refused_and_leaves_nothing(tmp_path, capsys, own_vault, arguments, says):
    status, out, err = make(capsys, moving_picture(tmp_path / "a.mp4", seconds=3), *arguments)
    assert (status, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1
    assert (files_below(own_vault.parent), Clip.objects.count(), Broadcast.objects.count()) == ([], 0, 0)


def hostile(tmp_path, kind):
    path = tmp_path / f"{kind}.mp4"
    if kind == "text":
        path.write_text("This is no video at all.\n" * 40)
    elif kind == "empty":
        path.touch()
    elif kind == "truncated":
        whole = moving_picture(tmp_path / "whole.mp4", seconds=3).read_bytes()
        path.write_bytes(whole[: len(whole) // 2])
    elif kind == "playlist":
        (tmp_path / "secret.ts").write_bytes(b"secret")
        path.write_text("#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:2,\nsecret.ts\n#EXT-X-ENDLIST\n")
    elif kind == "folder":
        path.mkdir()
    elif kind == "no sound":
        silent_picture(path)
    elif kind == "no picture":
        tone(path)
    return path


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("text", "text.mp4: This file is no recording"),
        ("empty", "0 bytes"),
        ("truncated", "truncated.mp4: The file is cut short"),
        ("playlist", "playlist"),
        ("folder", "no file"),
        ("missing", "no file"),
        ("no sound", "has no sound"),
        ("no picture", "has no picture"),
    ],
)
def test_bad_recording_is_refused_in_words_and_leaves_nothing(tmp_path, capsys, own_vault, kind, says):
    status, out, err = make(capsys, hostile(tmp_path, kind), "--spoken", "en")
    assert (status, out) == (1, "")
    assert says in err
    assert err.count("\n") == 1
    assert (files_below(own_vault.parent), Clip.objects.count(), Recording.objects.count()) == ([], 0, 0)


def test_sound_alone_and_picture_alone_are_taken_when_asked_for(tmp_path, capsys):
    status, out, _ = make(
        capsys, tone(tmp_path / "a.m4a"), "--spoken", "fa", "--without-picture", "--publish", "--json"
    )
    assert (status, json.loads(out)["state"]) == (0, "published")
    status, out, _ = make(
        capsys, silent_picture(tmp_path / "b.mp4"), "--spoken", "fa", "--without-sound", "--publish", "--json"
    )
    assert (status, json.loads(out)["state"]) == (0, "published")
    assert [set(published_clip(number).files) for number in (1, 2)] == [
        {"clip.mp4", "peaks.json", "sound.m4a"},
        {"clip.mp4", "poster.jpg"},
    ]


def test_file_that_grows_is_refused(tmp_path, capsys, monkeypatch, own_vault):
    path = moving_picture(tmp_path / "a.mp4", seconds=2)
    from dragoman.engines.storage import local

    copy = local._copy

    def growing(source, target):
        kept = copy(source, target)
        with path.open("ab") as file:
            file.write(b"more")
        return kept

    monkeypatch.setattr(local, "_copy", growing)
    status, _, err = make(capsys, path, "--spoken", "en")
    assert (status, "still being written" in err, files_below(own_vault.parent)) == (1, True, [])


def test_same_recording_again_is_kept_once(tmp_path, capsys):
    path = moving_picture(tmp_path / "a.mp4", seconds=2)
    for span in (["--out", "0:01"], ["--in", "0:01"]):
        assert make(capsys, path, "--spoken", "fa", *span, "--publish", "--json")[0] == 0
    assert (Recording.objects.count(), list(Publication.objects.values_list("number", flat=True))) == (
        1,
        [1, 2],
    )
    assert set(Publication.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_unwritable_folder_is_said(tmp_path, capsys, settings):
    settings.VAULT_DIR = Path("/sys/vault")  # not even root may make a folder there
    status, _, err = make(capsys, moving_picture(tmp_path / "a.mp4", seconds=2), "--spoken", "en")
    assert (status, "can't be written" in err, Recording.objects.count()) == (1, True, 0)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 160 kB. Mounting one needs root, which CI has."""
    mount = tmp_path / "disk"
    mount.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", mount], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    yield mount
    subprocess.run(["umount", mount], check=True)


def test_full_disk_is_said_and_nothing_is_left(tmp_path, capsys, settings, small_disk):
    settings.VAULT_DIR = small_disk / "vault"
    settings.WORK_DIR = small_disk / "work"
    status, _, err = make(capsys, moving_picture(tmp_path / "a.mp4", seconds=4), "--spoken", "en")
    assert (status, "disk is full" in err, Recording.objects.count()) == (1, True, 0)
    assert files_below(small_disk) == []


def test_vault_recording_is_read_only(tmp_path, capsys):
    make(capsys, moving_picture(tmp_path / "a.mp4", seconds=2), "--spoken", "fa")
    path = vault().path_of(Recording.objects.get().sha256)
    assert stat.S_IMODE(path.stat().st_mode) == 0o440
