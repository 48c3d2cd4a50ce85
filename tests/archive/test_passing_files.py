from __future__ import annotations

import pytest
from django.core.files.uploadhandler import SkipFile
from django.test import RequestFactory

from dragoman.archive.passing_files import PassingFileHandler


@pytest.fixture
def handler(tmp_path):
    made = PassingFileHandler(RequestFactory().post("/"), tmp_path / "file", most=10)
    made.new_file("file", "../../etc/passwd", "video/mp4", None)
    return made


def test_file_is_written_under_our_own_name(handler, tmp_path):
    handler.receive_data_chunk(b"media", 0)
    arrived = handler.file_complete(5)
    assert (arrived.name, arrived.size, (tmp_path / "file").read_bytes()) == ("file", 5, b"media")


def test_nothing_is_left_of_what_is_too_large(handler, tmp_path):
    with pytest.raises(SkipFile):
        handler.receive_data_chunk(b"x" * 11, 0)
    assert handler.is_too_large
    assert list(tmp_path.iterdir()) == []
    assert handler.file_complete(11) is None


def test_second_file_is_passed_over(handler):
    with pytest.raises(SkipFile):
        handler.new_file("file", "b", "video/mp4", None)


def test_interrupted_upload_leaves_nothing(handler, tmp_path):
    handler.upload_interrupted()
    assert list(tmp_path.iterdir()) == []
