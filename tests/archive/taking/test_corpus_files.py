from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from dragoman.archive.taking.corpus_files import has_reviewed, has_reviewed_pairs, write_tei, write_tmx
from dragoman.archive.taking.wanted import NotThere, Wanted
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_clip, a_content, a_rendering

PLAIN = a_content()
SAID = tuple(replace(line, state="reviewed") for line in PLAIN.lines)
ENGLISH = tuple(replace(one, state="reviewed") for one in PLAIN.translations[0].renderings)
PORTUGUESE = (a_rendering("1", "Bom dia a todos.", state="reviewed"),)
REVIEWED = replace(
    PLAIN,
    lines=SAID,
    translations=(TranslationTrack("en", ENGLISH, ""), TranslationTrack("pt", PORTUGUESE, "")),
)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def languages(data: bytes) -> set[str]:
    return {one.get(LANG) for one in etree.fromstring(data).iter("tuv")}


def test_a_memory_holds_the_languages_that_are_wanted_beside_what_was_said():
    clip = a_clip(REVIEWED)
    assert languages(write_tmx(clip, Wanted(("en", "pt", "")))) == {"zh", "ru", "en", "pt"}
    assert languages(write_tmx(clip, Wanted(("pt",)))) == {"zh", "pt"}
    with pytest.raises(NotThere):
        write_tmx(clip, Wanted(("",)))


def test_a_text_holds_what_was_said_in_any_case():
    root = etree.fromstring(write_tei(a_clip(REVIEWED), Wanted(("",))))
    assert [one.get("type") for one in root.iter("{http://www.tei-c.org/ns/1.0}div")] == ["original"]


def test_what_nobody_reviewed_is_no_corpus():
    assert (has_reviewed(PLAIN), has_reviewed_pairs(PLAIN)) == (False, False)
    assert (has_reviewed(REVIEWED), has_reviewed_pairs(REVIEWED)) == (True, True)
    only_said = replace(PLAIN, lines=SAID)
    assert (has_reviewed(only_said), has_reviewed_pairs(only_said)) == (True, False)
    for write in (write_tmx, write_tei):
        with pytest.raises(NotThere, match="reviewed by a person"):
            write(a_clip(), Wanted(("en", "")))
