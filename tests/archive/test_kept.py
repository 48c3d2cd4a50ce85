from __future__ import annotations

import gzip

import brotli
import pytest
from django.test import RequestFactory

from dragoman.archive.kept import KeptPages, Page, accepted_coding, answer, page_version

PAGE = Page(b"<p>words</p>" * 400, 'W/"one"', "/clips/1")


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("BR", "br"),
        ("br;q=nonsense", ""),
        ("*", ""),
    ],
)
def test_coding_is_one_the_reader_takes(header, coding):
    assert accepted_coding(header) == coding


@pytest.mark.parametrize(("coding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_page_is_packed_as_asked(coding, unpack):
    response = answer(RequestFactory().get("/", headers={"accept-encoding": coding}), PAGE)
    assert (unpack(response.content), response.headers["Content-Encoding"]) == (PAGE.body, coding)
    assert (response.headers["ETag"], response.headers["Cache-Control"]) == ('W/"one"', "public, no-cache")
    assert response.headers["Vary"] == "Accept-Encoding"


def test_small_page_is_sent_as_it_is():
    response = answer(RequestFactory().get("/", headers={"accept-encoding": "br"}), Page(b"x", 'W/"x"'))
    assert (response.content, "Content-Encoding" in response.headers) == (b"x", False)


def test_reader_who_has_the_page_gets_304():
    response = answer(RequestFactory().get("/", headers={"if-none-match": 'W/"one"'}), PAGE)
    assert (response.status_code, response.content, response.headers["ETag"]) == (304, b"", 'W/"one"')


def test_pages_asked_for_last_are_kept():
    pages = KeptPages(most_bytes=PAGE.size_bytes * 2)
    for key in "ab":
        pages.keep(key, PAGE)
    pages.get("a")
    pages.keep("c", PAGE)
    assert [pages.get(key) is not None for key in "abc"] == [True, False, True]


def test_keeping_again_does_not_count_twice():
    pages = KeptPages(most_bytes=PAGE.size_bytes * 2)
    for key in "abbbb":
        pages.keep(key, PAGE)
    assert pages.get("a") is not None


def test_page_too_large_to_keep_is_not_kept():
    pages = KeptPages(most_bytes=10)
    pages.keep("a", PAGE)
    assert pages.get("a") is None


def test_version_is_stable():
    assert page_version() == page_version()
    assert len(page_version()) == 12


def test_caches_in_front_may_answer_for_a_while_where_that_is_set(rf, settings):
    settings.SHARED_CACHE_SECONDS = 60
    response = answer(rf.get("/"), Page(b"x", '"one"'))
    assert response.headers["Cache-Control"] == "public, max-age=0, s-maxage=60, stale-while-revalidate=60"
