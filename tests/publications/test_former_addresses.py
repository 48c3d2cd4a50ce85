from __future__ import annotations

import contextlib

import pytest
from django.urls import get_resolver
from hypothesis import given
from hypothesis import strategies as st

from dragoman.publications.errors import AddressRefused
from dragoman.publications.former_addresses import LONGEST, former_address, is_own, normal


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.example.org/clip/11045.htm", "/clip/11045.htm"),
        ("http://example.org:8080/clip/11045/#top", "/clip/11045"),
        ("//example.org/a", "/a"),
        ("/page.asp?id=11045", "/page.asp?id=11045"),
        ("/page.asp?lang=en&id=11045&utm_source=mail&fbclid=x", "/page.asp?id=11045&lang=en"),
        ("/page.asp?id=", "/page.asp?id="),
        ("/page.asp?id=a%20b+c", "/page.asp?id=a+b+c"),
        ("/index.php?option=clip&id=5&id=4", "/index.php?id=4&id=5&option=clip"),
        ("/%D9%85%D9%82%D8%B7%D8%B9/5", "/مقطع/5"),
        ("/caf%C3%A9", "/café"),
        ("/cafe%CC%81", "/café"),
        ("/caf%E9", "/caf%25E9"),
        ("/\ud800", "/%25ED%25A0%2580"),
        ("/why%3Fid=5", "/why%3Fid=5"),
        ("/a/../b", "/a/../b"),
        ("/de/clips/5", "/de/clips/5"),
        ("/ar/archive/5", "/ar/archive/5"),
        ("/Clip/5", "/Clip/5"),
    ],
)
def test_address_is_kept_in_one_form(address, kept):
    assert former_address(address) == kept


@pytest.mark.parametrize(
    "address",
    [
        "/", "https://example.org", "/?p=7", "/ar", "/ar/", "/11045", "/c/11045", "/clips/5/x", "/clips",
        "/en/clips/5", "/desk/", "/desk/anything", "/accounts/login/", "/static/ui/mark.svg", "/find?q=x",
        "/robots.txt", "/healthz", "/pt/sources/cctv",
    ],
)  # fmt: skip
def test_own_addresses_are_refused(address):
    with pytest.raises(AddressRefused, match="of this site"):
        former_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "clip/5", "javascript:alert(1)", "javascript://example.org/%0aalert(1)", "data:text/html,x",
        "mailto:a@example.org", "http://[broken/5", "/" + "x" * LONGEST, "/a%00b", "/a%0d%0aSet-Cookie:x",
        "/a?" + "&".join(f"n{i}=1" for i in range(60)),
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(address):
    with pytest.raises(AddressRefused, match=r"address|kept"):
        former_address(address)


@given(st.text(max_size=80), st.text(alphabet=st.characters(max_codepoint=255), max_size=80))
def test_any_request_has_one_form_or_none(path, query):
    found = normal(path, query)
    assert found is None or (found.startswith("/") and len(found) <= LONGEST)


@given(st.text(max_size=80))
def test_what_is_kept_is_found_by_what_was_told(text):
    with contextlib.suppress(AddressRefused):
        kept = former_address("/" + text)
        assert former_address(kept) == kept


def test_every_route_of_ours_is_known_as_our_own():
    firsts = {
        str(pattern.pattern).split("/")[0].removeprefix("^")
        for listed in get_resolver().url_patterns
        for pattern in (listed.url_patterns if not str(listed.pattern) else [listed])
        for pattern in (
            getattr(pattern, "url_patterns", [pattern]) if not str(pattern.pattern) else [pattern]
        )
    }
    assert {
        first for first in firsts if "<" not in first and not is_own(f"/{first}") and first != "c"
    } == set()
    assert {"desk", "accounts", "clips", "find"} <= firsts
