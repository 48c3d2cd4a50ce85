from __future__ import annotations

from dataclasses import replace

from django.utils.translation import override

from dragoman.archive.taking.offers import Offer, offers_of
from dragoman.publications.content import TranslationTrack
from dragoman.publications.page import File
from tests.archive.builders import a_clip, a_content, a_rendering

CAPTIONED = File("captioned.mp4", "a" * 64, 13_000_000, "video/mp4")
SOUND = File("sound.m4a", "b" * 64, 1_900_000, "audio/mp4")
PORTUGUESE = TranslationTrack("pt", (a_rendering("1", "Bom dia."),), "")


def clip(**changes):
    content = a_content(**changes)
    return a_clip(content, files=a_clip().files | {"captioned.mp4": CAPTIONED, "sound.m4a": SOUND})


def test_each_file_is_offered_with_what_it_is_and_its_size():
    offers = offers_of(clip())
    assert offers.media == (
        Offer("Video", "MP4, 2:01, 12 MB", "/clips/11045/files/clip.mp4?download=1"),
        Offer("Sound alone", "M4A, 2:01, 1.9 MB", "/clips/11045/files/sound.m4a?download=1"),
        Offer("Video with captions", "MP4, 2:01, 13 MB", "/clips/11045/files/captioned.mp4?download=1"),
    )
    assert [(row.name, row.language) for row in offers.captions] == [
        ("English", "en"),
        ("中文", "zh"),
        ("Русский", "ru"),
        ("Original (Chinese and Russian)", ""),
        ("English with original (Chinese and Russian)", ""),
    ]
    assert [one.path for one in offers.captions[0].offers] == [
        f"/clips/11045/transcript.{ending}?lang=en" for ending in ("srt", "vtt", "ass", "ttml")
    ]
    assert [row.name for row in offers.documents] == [
        "English with original (Chinese and Russian)",
        "English",
        "Original (Chinese and Russian)",
    ]
    assert "/clips/11045/transcript.txt?lang=en,original" in [one.path for one in offers.documents[0].offers]


def test_every_translation_is_offered_beside_what_was_said_and_alone():
    content = a_content()
    offers = offers_of(clip(translations=(*content.translations, PORTUGUESE)))
    assert [one.offers[0].path.partition("?lang=")[2] for one in offers.documents] == [
        "en,original",
        "pt,original",
        "en",
        "pt",
        "original",
    ]


def test_a_reader_of_the_language_spoken_has_it_first():
    with override("zh"):
        offers = offers_of(clip())
    assert offers.documents[0].offers[0].path.endswith("?lang=original,en")
    assert len(offers.documents) == 3


def test_what_is_not_there_is_not_offered():
    lines = a_content().lines
    untimed = offers_of(clip(lines=tuple(replace(one, in_ms=None, out_ms=None) for one in lines)))
    assert (untimed.captions, len(untimed.documents)) == ((), 3)
    silent = offers_of(clip(lines=tuple(replace(one, text="") for one in lines)))
    assert [row.name for row in silent.documents] == ["English"]
    empty = offers_of(clip(lines=(), translations=()))
    assert (empty.documents, empty.data, empty.captions, len(empty.media)) == ((), (), (), 3)
    assert offers_of(a_clip(a_content(lines=(), translations=()), files={})).is_empty


def test_an_earlier_edition_offers_its_own_words_and_no_film():
    latest = clip(edition=2)
    older = replace(clip(edition=1), editions=latest.editions)
    offers = offers_of(older)
    assert offers.media == ()
    assert offers.documents[0].offers[0].path.startswith("/clips/11045/editions/1/transcript.")
    assert offers_of(latest).documents[0].offers[0].path.startswith("/clips/11045/transcript.")
