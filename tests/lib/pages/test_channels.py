from __future__ import annotations

import pytest

from dragoman.lib.pages import read_page
from dragoman.lib.pages.channels import is_channel, is_row_of_channels


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("CCTV (China)", True),
        ("Al-Aqsa TV (Hamas - Gaza)", True),
        ("Bread (sliced)", False),
        ("CCTV", False),
        ("", False),
    ],
)
def test_channel_is_a_name_with_a_country(text, is_one):
    assert is_channel(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_row"),
    [
        ("Al-Aqsa TV (Hamas - Gaza), Shehab News Agency (Gaza)", True),
        ("قناة الميادين (لبنان)", True),
        ("Blast In Homs (Syria)", False),
        ("May 18, 2004 Al-Other TV (UAE)", False),
        ("He watched TV (China). Then he slept.", False),
    ],
)
def test_row_of_channels(text, is_row):
    assert is_row_of_channels(text) is is_row


def test_quoted_title_under_the_sites_name_is_the_title():
    page = """Institute TV
Clip No. 4321
Iranian President Ebrahim Raisi: "We Shall Not Bow"
Channel 1 (Iran) - 2:15
March 3, 2022

Ebrahim Raisi: "They will not return."
"""
    clip = read_page(page.encode()).clips[0]
    assert (clip.title, clip.duration_ms, str(clip.aired_on)) == (
        'Iranian President Ebrahim Raisi: "We Shall Not Bow"',
        135_000,
        "2022-03-03",
    )
    assert [(source.name, source.country) for source in clip.sources] == [("Channel 1", "Iran")]
    assert [(turn.speaker, turn.paragraphs) for turn in clip.turns] == [
        ("Ebrahim Raisi", ("They will not return.",))
    ]


def test_sources_without_a_label_are_read():
    page = """An Official Of The Movement: We Will Continue

#9901 | 04:10
Al-Aqsa TV (Hamas - Gaza), Shehab News Agency (Gaza)

Official: "We will continue."
"""
    clip = read_page(page.encode()).clips[0]
    assert [(source.name, source.country) for source in clip.sources] == [
        ("Al-Aqsa TV", "Hamas - Gaza"),
        ("Shehab News Agency", "Gaza"),
    ]
