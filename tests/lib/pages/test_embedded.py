"""What a page says to machines."""

from __future__ import annotations

from datetime import date

from dragoman.lib.pages.dates import DateFound
from dragoman.lib.pages.embedded import Hints, read_hints, without_site
from dragoman.lib.pages.markup import parse_markup


def hints(html: str) -> Hints:
    root = parse_markup(html)
    assert root is not None
    return read_hints(root)


def test_json_ld_video() -> None:
    html = """<html><head><title>T | Site</title>
<script type="application/ld+json">{"@graph": [{"@type": "Organization", "name": "Site"},
    {"@type": ["VideoObject"], "name": "T", "uploadDate": "2024-04-09T10:00:00Z", "duration": "PT2M1S",
 "description": "D"}]}</script></head></html>"""
    assert hints(html) == Hints(
        title="T", description="D", published=DateFound(date(2024, 4, 9)), duration_ms=121_000, is_video=True
    )


def test_open_graph() -> None:
    html = """<html><head><meta property="og:title" content="T - Site"><meta property="og:site_name" content="Site">
    <meta property="og:type" content="video.other"><meta property="video:duration" content="121">
<meta property="og:url" content="https://e.org/1"></head></html>"""
    assert hints(html) == Hints(
        title="T", site="Site", duration_ms=121_000, address="https://e.org/1", is_video=True
    )


def test_microdata() -> None:
    html = """<div itemscope itemtype="https://schema.org/VideoObject"><h1 itemprop="name">T</h1>
<meta itemprop="duration" content="PT2M1S"></div>"""
    assert hints(html) == Hints(title="T", duration_ms=121_000, is_video=True)


def test_broken_json_is_passed_over() -> None:
    for broken in ("{", "[" * 100_000, '{"@type": 3, "name": []}', "null"):
        assert hints(
            f'<html><head><title>T</title><script type="application/ld+json">{broken}</script></head></html>'
        ) == Hints(title="T")


def test_site_name_is_taken_off_the_title() -> None:
    assert without_site("Minister: No | Example", "") == "Minister: No"
    assert without_site("Minister - No", "") == "Minister - No"
    assert without_site("Minister - Example", "example") == "Minister"
