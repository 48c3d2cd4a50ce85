from __future__ import annotations

import hashlib
from email.utils import formatdate

import pytest
from django.test import RequestFactory

from dragoman.ui.media import ServedFile, file_response

BYTES = bytes(range(256)) * 4000


@pytest.fixture
def served(tmp_path):
    path = tmp_path / "clip"
    path.write_bytes(BYTES)
    return ServedFile(path, hashlib.sha256(BYTES).hexdigest(), "video/mp4", "dragoman-7-clip.mp4")


def answered(served, method="get", download=False, **headers):
    request = getattr(RequestFactory(), method)(
        "/", headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    response = file_response(request, served, download=download)
    return response, response.getvalue() if response.streaming else response.content


def test_whole_file_says_what_it_is(served):
    response, body = answered(served)
    assert (response.status_code, body) == (200, BYTES)
    changed = served.path.stat().st_mtime
    assert dict(response.headers) == {
        "Content-Type": "video/mp4",
        "Content-Length": str(len(BYTES)),
        "Content-Disposition": 'inline; filename="dragoman-7-clip.mp4"',
        "ETag": f'"{served.sha256}"',
        "Last-Modified": formatdate(int(changed), usegmt=True),
        "Accept-Ranges": "bytes",
        "Cache-Control": "no-cache",
        "X-Content-Type-Options": "nosniff",
    }


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=1000-2999", 1000, 2999),
        ("bytes=300000-", 300_000, len(BYTES) - 1),
        ("bytes=-777", len(BYTES) - 777, len(BYTES) - 1),
        ("bytes=0-99999999", 0, len(BYTES) - 1),
    ],
)
def test_part_is_exactly_what_was_asked(served, asked, first, last):
    response, body = answered(served, range=asked)
    assert (response.status_code, body) == (206, BYTES[first : last + 1])
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/{len(BYTES)}"
    assert response.headers["Content-Length"] == str(last - first + 1)


def test_range_past_the_end_is_refused_with_the_size(served):
    response, body = answered(served, range=f"bytes={len(BYTES)}-")
    assert (response.status_code, body) == (416, b"")
    assert response.headers["Content-Range"] == f"bytes */{len(BYTES)}"


def test_several_ranges_give_the_whole(served):
    response, body = answered(served, range="bytes=0-1,5-6")
    assert (response.status_code, body) == (200, BYTES)


def test_head_describes_the_whole_and_sends_nothing(served):
    response, body = answered(served, "head", range="bytes=0-5")
    assert (response.status_code, body, response.headers["Content-Length"]) == (200, b"", str(len(BYTES)))
    assert response.headers["Accept-Ranges"] == "bytes"


def test_reader_who_has_it_gets_304(served):
    for headers in ({"If_None_Match": f'"{served.sha256}"'}, {"If_None_Match": "*"}):
        response, body = answered(served, range="bytes=0-5", **headers)
        assert (response.status_code, body, response.headers["ETag"]) == (304, b"", f'"{served.sha256}"')


def test_other_validators_are_weighed(served):
    day = formatdate(served.path.stat().st_mtime, usegmt=True)
    assert answered(served, If_Modified_Since=day)[0].status_code == 304
    assert answered(served, If_None_Match='"other"', If_Modified_Since=day)[0].status_code == 200
    assert answered(served, If_Match='"other"')[0].status_code == 412
    assert answered(served, If_Unmodified_Since=formatdate(86_400, usegmt=True))[0].status_code == 412


def test_part_only_of_the_file_a_reader_holds_a_part_of(served):
    day = formatdate(served.path.stat().st_mtime, usegmt=True)
    status = {
        condition: answered(served, range="bytes=0-5", If_Range=condition)[0].status_code
        for condition in (
            f'"{served.sha256}"',
            f'W/"{served.sha256}"',
            '"other"',
            day,
            formatdate(0, usegmt=True),
            "x",
        )
    }
    assert list(status.values()) == [206, 200, 200, 206, 200, 200]


def test_download_has_a_name(served):
    response, _ = answered(served, download=True)
    assert response.headers["Content-Disposition"] == 'attachment; filename="dragoman-7-clip.mp4"'


def test_closing_early_closes_the_file(served):
    response = file_response(RequestFactory().get("/"), served)
    part = response._resource_closers[0].__self__
    next(iter(response.streaming_content))
    for close in response._resource_closers:
        close()
    assert part._file.closed


def test_empty_file_is_sent(tmp_path):
    path = tmp_path / "empty"
    path.write_bytes(b"")
    response, body = answered(ServedFile(path, hashlib.sha256(b"").hexdigest(), "text/plain", "empty"))
    assert (response.status_code, body, response.headers["Content-Length"]) == (200, b"", "0")


def test_missing_bytes_are_an_error_of_their_own(tmp_path):
    with pytest.raises(FileNotFoundError):
        answered(ServedFile(tmp_path / "gone", "0" * 64, "video/mp4", "clip.mp4"))
