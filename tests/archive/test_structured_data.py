from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.utils.translation import override

from dragoman.archive.reading import reading_for
from dragoman.archive.structured_data import structured_data, structured_sentence
from dragoman.archive.transcript import turns_of
from dragoman.publications.sentence_record import Side
from tests.archive.builders import a_clip, a_content


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def described(clip):
    reading = reading_for(clip.content, "en")
    text = structured_data(clip, turns_of(clip.content, reading), "en")
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
    assert document["mentions"][0] == {
        "@type": "Person",
        "name": "Lin Ruomei",
        "alternateName": "林若梅",
        "jobTitle": "spokesperson, Border Railway Office",
    }
    assert document["embedUrl"] == "http://localhost:8000/embed/11045"
    assert [one["inLanguage"] for one in document["caption"]] == ["en", "zh", "ru"]
    assert document["potentialAction"]["target"].endswith(
        "night-trains-selva-bridge?t={seek_to_second_number}"
    )
    assert document["hasPart"][1] == {
        "@type": "Clip",
        "name": "Vera Sokolskaya",
        "startOffset": 35.0,
        "endOffset": 54.0,
        "url": "http://localhost:8000/clips/11045/night-trains-selva-bridge?t=35",
    }


def test_without_media_it_is_a_quotation():
    _, document = described(a_clip(files={}))
    assert (document["@type"], "contentUrl" in document) == ("Quotation", False)
    assert {one["@type"] for one in document["hasPart"]} == {"Quotation"}


def test_nothing_in_it_closes_the_script():
    text, document = described(a_clip(a_content(title="</script><!-- & \u2028")))
    assert not set("<>&\u2028") & set(text)
    assert document["name"] == "</script><!-- &"


def test_sentences_are_quotations_beside_what_was_said():
    _, document = described(a_clip())
    quotations = [one for one in document["hasPart"] if one["@type"] == "Quotation"]
    assert quotations[0] == {
        "@type": "Quotation",
        "@id": "http://localhost:8000/clips/11045/s1",
        "url": "http://localhost:8000/clips/11045/s1",
        "text": "Good morning, everyone, and thank you for coming here in this heavy rain.",
        "inLanguage": "en",
        "spokenByCharacter": document["mentions"][0],
        "translationOfWork": {
            "@type": "Quotation",
            "text": "各位早上好，感谢大家冒着大雨来到这里。",
            "inLanguage": "zh",
        },
    }
    assert len(quotations) == 12


def test_withheld_words_are_no_quotation():
    content = a_content()
    [track] = content.translations
    hidden = tuple(replace(one, text="", is_withheld=True) for one in track.renderings)
    lines = tuple(replace(one, text="", is_withheld=True) for one in content.lines)
    content = replace(content, translations=(replace(track, renderings=hidden),), lines=lines)
    _, document = described(a_clip(content))
    assert [one for one in document["hasPart"] if one["@type"] == "Quotation"] == []


def test_embed_is_named_only_where_pages_may_hold_it(settings):
    settings.EMBEDDERS = ("nobody",)
    assert "embedUrl" not in described(a_clip())[1]


def test_one_sentence_is_a_quotation_in_each_language():
    clip = a_clip()
    line, rendering = clip.content.lines[2], clip.content.translations[0].renderings[2]
    document = json.loads(structured_sentence(clip, line, (Side("en", rendering, "leaf"),)))
    original, translated = document["@graph"]
    url = "http://localhost:8000/clips/11045/s3"
    assert (original["@id"], original["text"], original["inLanguage"]) == (f"{url}#original", line.text, "zh")
    assert (translated["@id"], translated["text"], translated["translationOfWork"]) == (
        f"{url}#en",
        rendering.text,
        {"@id": f"{url}#original"},
    )
    assert translated["translator"] == {"@type": "Person", "name": "Mara Lindqvist"}
    assert {one["identifier"] for one in document["@graph"]} == {"DRG 11045 s3"}
    assert structured_sentence(clip, replace(line, text=""), ()) == ""
