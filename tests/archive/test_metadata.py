from __future__ import annotations

import json

import pytest
from django.utils.translation import override

from dragoman.archive import metadata
from dragoman.archive.reading import reading_for
from dragoman.archive.transcript import turns_of
from dragoman.publications.page import File
from tests.archive.builders import a_clip, a_content


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def described(clip):
    reading = reading_for(clip.content, "en")
    text = metadata.structured_data(clip, turns_of(clip.content, reading), "en")
    return str(text), json.loads(text)


def test_video_is_described_with_its_parts():
    _, document = described(a_clip())
    assert {
        key: document[key] for key in ("@type", "identifier", "duration", "inLanguage", "contentUrl")
    } == {
        "@type": "VideoObject",
        "identifier": "DRG 11045",
        "duration": "PT121.04S",
        "inLanguage": ["zh", "ru"],
        "contentUrl": "http://localhost:8000/clips/11045/files/clip.mp4",
    }
    assert document["translator"] == [{"@type": "Person", "name": "Mara Lindqvist"}]
    assert document["hasPart"][1] == {
        "@type": "Clip",
        "name": "Vera Sokolskaya",
        "startOffset": 35.0,
        "endOffset": 54.0,
        "url": "http://localhost:8000/clips/11045/night-trains-selva-bridge?t=35",
    }


def test_without_media_it_is_a_quotation():
    _, document = described(a_clip(files={}))
    assert (document["@type"], "contentUrl" in document, "hasPart" in document) == ("Quotation", False, False)


def test_nothing_in_it_closes_the_script():
    text, document = described(a_clip(a_content(title="</script><!-- & \u2028")))
    assert not set("<>&\u2028") & set(text)
    assert document["name"] == "</script><!-- &"


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
