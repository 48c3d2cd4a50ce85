from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from django.core.files.uploadhandler import SkipFile
from django.test import RequestFactory

from dragoman.desk.uploads import (
    ArrivedFile,
    KeptUpload,
    WaitingRoomHandler,
    kept_upload,
    sweep,
    waiting_room,
)


@pytest.fixture
def room(settings, tmp_path: Path) -> Path:
    settings.WORK_DIR = tmp_path
    return tmp_path / "uploads"


def names(room: Path) -> list[str]:
    return [path.name for path in room.iterdir()]


def handler(file_name: str = "news.ts") -> WaitingRoomHandler:
    made = WaitingRoomHandler(RequestFactory().post("/"))
    made.new_file("file", file_name, "video/mp2t", None)
    return made


def test_file_arrives_whole_and_private(room: Path) -> None:
    arriving = handler("../../news.ts")
    arriving.receive_data_chunk(b"one", 0)
    arriving.receive_data_chunk(b"two", 3)
    arrived = arriving.file_complete(6)
    assert isinstance(arrived, ArrivedFile)
    kept = arrived.kept
    assert (kept.file_name, kept.size_bytes, kept.path.read_bytes()) == ("news.ts", 6, b"onetwo")
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert names(room) == [kept.name]


def test_interrupted_upload_leaves_nothing(room: Path) -> None:
    arriving = handler()
    arriving.receive_data_chunk(b"half", 0)
    arriving.upload_interrupted()
    assert names(room) == []


def test_upload_past_the_limit_is_dropped_with_words(room: Path, settings) -> None:
    settings.MEDIA_MAX_BYTES = 5
    arriving = handler()
    arriving.receive_data_chunk(b"five!", 0)
    with pytest.raises(SkipFile):
        arriving.receive_data_chunk(b"6", 5)
    assert (arriving.refusal[:25], names(room)) == ("This file is larger than ", [])


def test_folder_that_cannot_be_made_is_said(room: Path) -> None:
    room.write_text("a file stands where the folder should be")
    arriving = WaitingRoomHandler(RequestFactory().post("/"))
    with pytest.raises(SkipFile):
        arriving.new_file("file", "news.ts", "video/mp2t", None)
    assert arriving.refusal == "The file could not be written here (File exists). Tell an administrator."


def test_full_disk_is_said(room: Path) -> None:
    """/dev/full refuses every byte the way a full disk does."""
    arriving = handler()
    part = next(room.iterdir())
    arriving._file.close()
    part.unlink()
    arriving._file = Path("/dev/full").open("wb", buffering=0)  # noqa: SIM115  the handler closes it
    with pytest.raises(SkipFile):
        arriving.receive_data_chunk(b"x", 0)
    assert arriving.refusal == (
        "The disk of this installation is full: the file was not kept. Tell an administrator."
    )


def test_second_file_of_a_form_is_not_kept(room: Path) -> None:
    arriving = handler()
    with pytest.raises(SkipFile):
        arriving.new_file("other", "second.ts", "video/mp2t", None)


def test_token_leads_back_to_the_file_for_its_owner_alone(room: Path) -> None:
    room.mkdir()
    kept = KeptUpload("0" * 32, "news.ts", 3)
    kept.path.write_bytes(b"abc")
    token = kept.token("p-aaaaaaaa")
    assert kept_upload(token, "p-aaaaaaaa") == kept
    assert kept_upload(token, "p-bbbbbbbb") is None
    assert kept_upload(token[:-1] + "x", "p-aaaaaaaa") is None
    kept.discard()
    assert kept_upload(token, "p-aaaaaaaa") is None


def test_what_was_left_a_day_ago_is_swept(room: Path) -> None:
    room.mkdir()
    old, new = room / "old", room / "new"
    for path in (old, new):
        path.touch()
    a_day_ago = time.time() - 24 * 3600 - 1
    os.utime(old, (a_day_ago, a_day_ago))
    sweep(room)
    assert names(room) == ["new"]


def test_waiting_room_lies_in_the_work_folder(settings) -> None:
    assert waiting_room() == settings.WORK_DIR / "uploads"
