from __future__ import annotations

import pytest
from django.utils.translation import override

from dragoman.archive import metadata
from dragoman.archive.reading import reading_for
from dragoman.publications.page import File
from tests.archive.builders import a_clip, a_content


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def test_moving_pictures_are_preferred_to_sound():
    sound, video = File("a.m4a", "a" * 64, 1, "audio/mp4"), File("v.mp4", "b" * 64, 1, "video/mp4")
    assert metadata.media_of(a_clip(files={"a.m4a": sound, "v.mp4": video})) == video
    assert metadata.media_of(a_clip(files={"a.m4a": sound})) == sound
    assert metadata.media_of(a_clip(files={})) is None


def test_reference_managers_are_told():
    tags = metadata.citation_tags(a_clip(), reading_for(a_content(), "en"))
    assert dict(tags) | {} == {
        "citation_title": a_content().title,
        "citation_author": "Reporter",
        "citation_publisher": "Meridian TV",
        "citation_publication_date": "2024/04/09",
        "citation_online_date": "2024/04/09",
        "citation_language": "en",
        "citation_public_url": "http://localhost:8000/clips/11045/night-trains-selva-bridge",
        "citation_pdf_url": "http://localhost:8000/clips/11045/transcript.pdf",
        "DC.title": a_content().title,
        "DC.type": "MovingImage",
        "DC.publisher": "Dragoman",
        "DC.source": "Meridian TV",
        "DC.contributor": "Mara Lindqvist",
        "DC.date": "2024-04-09",
        "DC.language": "en",
        "DC.identifier": "http://localhost:8000/clips/11045/night-trains-selva-bridge",
        "DC.rights": "Quotation for reporting; text CC BY 4.0",
    }


def test_description_is_cut_at_a_word():
    text = metadata.description_of(a_content(summary=("word " * 100,)))
    assert (len(text) <= 301, text.endswith("word…")) == (True, True)
    assert metadata.description_of(a_content(summary=(), intro="", title="T")) == "T"


def test_player_card_leads_to_the_embed():
    tags = dict(metadata.player_card(a_clip()))
    assert (tags["twitter:card"], tags["twitter:player"]) == ("player", "http://localhost:8000/embed/11045")
    assert int(tags["twitter:player:width"]) > int(tags["twitter:player:height"]) > 0
    assert metadata.player_card(a_clip(a_content(lines=(), translations=()), files={})) == (
        ("twitter:card", "summary"),
    )


def test_player_card_is_none_where_no_page_may_hold_the_embed(settings):
    settings.EMBEDDERS = ("nobody",)
    assert metadata.player_card(a_clip()) == (("twitter:card", "summary_large_image"),)


def test_clip_without_a_picture_shows_its_strongest_sentence():
    tags = dict(metadata.open_graph(a_clip(files={}), "en"))
    assert tags["og:image"] == "http://localhost:8000/clips/11045/s7/card.png?v=c37791be"
    assert dict(metadata.player_card(a_clip(files={}))) == {"twitter:card": "summary_large_image"}
    without_words = a_clip(a_content(lines=(), translations=()), files={})
    assert "og:image" not in dict(metadata.open_graph(without_words, "en"))
