from __future__ import annotations

import json

from dragoman.publications.content import Alternate, Gap, TranslationTrack
from dragoman.publications.plain_words import words_document
from tests.archive.builders import a_clip, a_content, a_line, a_rendering

LINES = (
    a_line("1", reviewers=("p-reviewer01", "p-unnamed0001"), state="reviewed"),
    a_line("2", text="", is_withheld=True),
)
RENDERINGS = (
    a_rendering("1", note="A note.", alternates=(Alternate("Morning!", "as heard"),), state="reviewed"),
)


def clip(**changes):
    content = a_content(
        lines=LINES,
        translations=(TranslationTrack("en", RENDERINGS, ""),),
        gaps=(Gap(9_000, 12_000),),
        edition=2,
    )
    return a_clip(content, **changes)


def test_document_says_who_said_what_when_and_who_wrote_it():
    document = words_document(clip())
    assert document["sentences"] == [
        {
            "label": "1",
            "kind": "speech",
            "speaker": "v1",
            "language": "zh",
            "text": "早上好。",
            "in_ms": 4000,
            "out_ms": 9000,
            "heard": "own",
            "certainty": None,
            "origin": "person",
            "state": "reviewed",
            "withheld": False,
            "transcriber": "Tomas Hale",
            "reviewers": ["Ines Okafor"],
        },
        {**document["sentences"][1], "label": "2", "text": "", "withheld": True},
    ]
    assert document["translations"] == [
        {
            "language": "en",
            "sentences": [
                {
                    "label": "1",
                    "of": ["1"],
                    "text": "Good morning.",
                    "note": "A note.",
                    "alternates": [{"text": "Morning!", "note": "as heard"}],
                    "origin": "person",
                    "state": "reviewed",
                    "withheld": False,
                    "translator": "Mara Lindqvist",
                    "reviewers": [],
                }
            ],
        }
    ]
    assert document["gaps"] == [{"at_ms": 9000, "length_ms": 12000}]


def test_document_says_which_edition_of_which_clip_it_is():
    document = words_document(clip())
    assert {
        name: document[name] for name in ("format", "number", "edition", "sha256", "address", "as_of")
    } == {
        "format": "dragoman-words/1",
        "number": 11045,
        "edition": 2,
        "sha256": "c37791be" * 8,
        "address": "http://localhost:8000/11045",
        "as_of": "2024-04-09",
    }
    assert json.loads(json.dumps(document)) == document


def test_an_earlier_edition_knows_nothing_of_later_ones():
    latest = clip()
    older = a_clip(a_content(edition=1), editions=latest.editions)
    assert [one["edition"] for one in words_document(older)["editions"]] == [1]
    assert [one["edition"] for one in words_document(latest)["editions"]] == [1, 2]


def test_what_is_not_wanted_is_left_out():
    translated = words_document(clip(), has_original=False, languages=["en"])
    assert [one["text"] for one in translated["sentences"]] == [None, None]
    assert [one["in_ms"] for one in translated["sentences"]] == [4000, 4000]
    assert words_document(clip(), languages=[""])["translations"] == []


def test_nobody_is_named_who_may_not_be():
    document = json.dumps(words_document(clip(names={})))
    assert "p-" not in document and "Lindqvist" not in document
