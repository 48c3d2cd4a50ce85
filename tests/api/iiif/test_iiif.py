"""The manifest as IIIF Presentation 3.0 asks for it, the annotations, and Content Search 2.0 in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.api.iiif.searching import folded
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
MANIFEST, WORDS, SEARCH = "/iiif/1/manifest.json", "/iiif/1/annotations/en.json", "/iiif/1/search?q=night"


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


@pytest.fixture
def root(settings):
    return f"{settings.SITE_URL}/iiif/1"


def parts(value):
    """Every object of a document that says its type."""
    if isinstance(value, dict):
        if "type" in value:
            yield value
        for inside in value.values():
            yield from parts(inside)
    if isinstance(value, list):
        for inside in value:
            yield from parts(inside)


def test_manifest_paints_the_film_on_a_canvas_of_its_length(client, clip, settings, root):
    response = client.get(MANIFEST)
    told = response.json()
    assert response["Content-Type"] == (
        'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
    )
    assert response["Access-Control-Allow-Origin"] == "*"
    assert told["@context"][-1] == "http://iiif.io/api/presentation/3/context.json"
    assert (told["id"], told["type"]) == (f"{root}/manifest.json", "Manifest")
    assert told["label"] == {
        "en": ["Night trains will cross the Selva bridge again"],
        "zh": ["夜间列车重返大桥"],
    }
    [canvas] = told["items"]
    assert {key: canvas[key] for key in ("id", "type", "duration", "width", "height")} == {
        "id": f"{root}/canvas",
        "type": "Canvas",
        "duration": 20.0,
        "width": 1280,
        "height": 720,
    }
    [page] = canvas["items"]
    [painting] = page["items"]
    assert (painting["motivation"], painting["target"]) == ("painting", canvas["id"])
    assert painting["body"] == {
        "id": f"{settings.SITE_URL}/clips/1/files/clip.mp4",
        "type": "Video",
        "format": "video/mp4",
        "duration": 20.0,
        "width": 1280,
        "height": 720,
    }
    assert told["thumbnail"][0]["id"] == f"{settings.SITE_URL}/clips/1/files/poster.jpg"
    assert told["service"] == [{"id": f"{root}/search", "type": "SearchService2"}]


def test_manifest_keeps_to_the_rules_of_the_standard(client, clip):
    """“id” is an HTTP(S) URI, unlike any other of its document; labels are language maps of lists."""
    told = client.get(MANIFEST).json()
    made = [one for one in parts(told) if one["type"] in {"Canvas", "Annotation", "AnnotationPage", "Range"}]
    owned = [one["id"] for one in made if one["type"] != "Canvas" or "items" in one]
    assert len(owned) == len(set(owned))
    for one in parts(told):
        assert one["id"].startswith(("http://", "https://"))
        for name in ("label", "summary"):
            if name in one:
                assert all(isinstance(text, str) for values in one[name].values() for text in values)
    for pair in told["metadata"]:
        assert pair.keys() == {"label", "value"}
    for canvas in (one for one in parts(told) if one["type"] == "Canvas" and "items" in one):
        assert "#" not in canvas["id"]
        assert ("width" in canvas) == ("height" in canvas)


def test_turns_of_speakers_are_ranges(client, clip, root):
    [speakers] = client.get(MANIFEST).json()["structures"]
    assert [(one["label"]["none"], one["items"][0]["id"]) for one in speakers["items"]] == [
        (["Lin Ruomei"], f"{root}/canvas#t=1,12.5"),
        (["Vera Sokolskaya"], f"{root}/canvas#t=13,18.5"),
    ]


def test_words_stand_on_their_seconds_in_each_language(client, clip, settings, root):
    [canvas] = client.get(MANIFEST).json()["items"]
    pages = [one for one in canvas["annotations"] if "items" not in one]
    assert [one["id"] for one in pages] == [
        f"{root}/annotations/original.json",
        f"{root}/annotations/en.json",
    ]
    original, english = (client.get(one["id"].removeprefix(settings.SITE_URL)).json() for one in pages)
    assert [one["body"]["language"] for one in original["items"]] == ["zh", "zh", "ru"]
    assert english["items"][0] == {
        "id": f"{root}/annotations/en.json#s1",
        "type": "Annotation",
        "motivation": "supplementing",
        "label": {"none": ["DRG 1 s1"]},
        "homepage": [
            {
                "id": f"{settings.SITE_URL}/clips/1/s1",
                "type": "Text",
                "format": "text/html",
                "label": {"none": ["s1"]},
            }
        ],
        "body": {
            "type": "TextualBody",
            "value": "Night trains will run again from 1 May.",
            "format": "text/plain",
            "language": "en",
        },
        "target": f"{root}/canvas#t=1,6.5",
    }
    [captions] = [one for one in canvas["annotations"] if "items" in one]
    assert [one["body"]["format"] for one in captions["items"]] == ["text/vtt"] * 3


def test_search_finds_sentences_and_says_where_in_them(client, clip, root):
    response = client.get("/iiif/1/search?q=NIGHT+may&motivation=painting")
    told = response.json()
    assert told["@context"] == "http://iiif.io/api/search/2/context.json"
    assert (told["type"], told["ignored"]) == ("AnnotationPage", ["motivation"])
    assert [one["id"] for one in told["items"]] == [f"{root}/annotations/en.json#s1"]
    [page] = told["annotations"]
    assert [one["target"]["selector"][0]["exact"] for one in page["items"]] == ["Night", "May"]
    assert {one["target"]["source"] for one in page["items"]} == {f"{root}/annotations/en.json#s1"}


@pytest.mark.parametrize(
    ("words", "count"), [("смена", 1), ("夜间", 1), ("МАЯ", 0), ("", 0), ("a.b(", 0), ("trains", 2)]
)
def test_search_in_any_script(client, clip, words, count):
    response = client.get("/iiif/1/search", {"q": words})
    assert len(response.json()["items"]) == count


@pytest.mark.parametrize("path", [MANIFEST, WORDS, SEARCH])
def test_outsider_learns_nothing_of_a_draft_and_only_the_end_of_a_withdrawn_clip(client, world, path):
    draft(world.editor.actor)
    assert client.get(path).status_code == 404
    gone = published(world.editor.actor, title="Taken back")
    withdraw_publication(publication=gone, reason="Not what was aired.", actor=world.editor.actor)
    response = client.get(path)
    assert (response.status_code, response.json()["detail"]) == (410, "Not what was aired.")


@pytest.mark.parametrize("path", ["/iiif/0/manifest.json", "/iiif/x/search", "/iiif/1/annotations/fr.json"])
def test_what_is_not_there_is_a_problem(client, clip, path):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_clip_of_words_alone_has_no_canvas(client, clip):
    clip.files.all().delete()
    assert client.get(MANIFEST).json()["detail"].startswith("The clip has words alone")


def test_unchanged_manifest_is_not_sent_again(client, clip):
    etag = client.get(MANIFEST)["ETag"]
    assert client.get(MANIFEST, headers={"If-None-Match": etag}).status_code == 304


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(folded(text)) == len(text)
