from __future__ import annotations

import xml.etree.ElementTree as Tree  # the reader below asks for this kind
from fractions import Fraction
from pathlib import Path

import pytest
import ttconv.imsc.reader as imsc_reader
import ttconv.model as model
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from ttconv.style_properties import DirectionType, StyleProperties

from dragoman.lib.subtitles.about import TOP, About
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.ttml import write
from dragoman.lib.timecode import Span

ABOUT = About("Night trains", "en-GB", ("DRG 11045, edition 2", "Withheld: s4."))
CUES = (
    CaptionCue(Span(4_000, 9_123), ("Good <morning>,", "everyone & all."), "Lin Ruomei", "s1"),
    CaptionCue(Span(9_123, 12_000), ("Again.",), "Lin Ruomei", "s1.2"),
    CaptionCue(Span(3_725_000, 3_726_001), ("EXIT",), settings=TOP, identifier="s1"),
)
NAMES = {"t": "http://www.w3.org/ns/ttml", "m": "http://www.w3.org/ns/ttml#metadata"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def read(data: bytes) -> model.ContentDocument:
    return imsc_reader.to_model(Tree.ElementTree(Tree.fromstring(data)))


def paragraphs(document: model.ContentDocument) -> list[tuple[Fraction, Fraction, str, str]]:
    found = []
    for one in document.get_body().dfs_iterator():
        if isinstance(one, model.P):
            words = "".join(
                each.get_text()
                if isinstance(each, model.Text)
                else "\n"
                if isinstance(each, model.Br)
                else ""
                for each in one.dfs_iterator()
            )
            found.append((one.get_begin(), one.get_end(), one.get_region().get_id(), words))
    return found


def test_another_program_reads_what_was_written():
    assert paragraphs(read(write(CUES, ABOUT))) == [
        (Fraction(4), Fraction(9123, 1000), "foot", "Good <morning>,\neveryone & all."),
        (Fraction(9123, 1000), Fraction(12), "foot", "Again."),
        (Fraction(3725), Fraction(3726001, 1000), "top", "EXIT"),
    ]
    assert read(write(CUES, ABOUT)).get_lang() == "en-GB"


def test_the_head_says_whose_words_and_where_they_come_from():
    root = etree.fromstring(write(CUES, ABOUT))
    assert [one.text for one in root.iterfind(".//m:desc", NAMES)] == [
        "DRG 11045, edition 2",
        "Withheld: s4.",
    ]
    (agent,) = root.iterfind(".//m:agent", NAMES)
    assert agent.findtext("m:name", namespaces=NAMES) == "Lin Ruomei"
    spoken = [one.get("{http://www.w3.org/ns/ttml#metadata}agent") for one in root.iterfind(".//t:p", NAMES)]
    assert spoken == [agent.get(f"{XML}id")] * 2 + [None]


def test_identifiers_are_unique():
    found = [
        one.get(f"{XML}id") for one in etree.fromstring(write(CUES, ABOUT)).iter() if one.get(f"{XML}id")
    ]
    assert (len(found), [one for one in found if one.startswith("s")]) == (len(set(found)), ["s1", "s1.2"])


@pytest.mark.parametrize(("language", "way"), [("ar", DirectionType.rtl), ("ko", DirectionType.ltr)])
def test_each_language_runs_its_own_way(language, way):
    document = read(write([CaptionCue(Span(0, 900), ("س",))], About("", language)))
    assert document.get_body().get_style(StyleProperties.Direction) == way


@pytest.mark.shared
def test_profile_and_features_are_those_of_the_profiles_own_examples(shared: Path):
    """Every attribute that is written stands in some document of the W3C's own suite for the profile."""
    used: set[str] = set()
    profiles: set[str] = set()
    for path in (shared / "suites/imsc").rglob("*.ttml"):
        for element in etree.parse(path, etree.XMLParser(recover=True)).iter(etree.Element):
            used |= set(element.attrib)
            profiles |= {value for name, value in element.attrib.items() if name.endswith("contentProfiles")}
    root = etree.fromstring(write(CUES, ABOUT))
    written = {name for element in root.iter() for name in element.attrib}
    assert written - used - {"{http://www.w3.org/ns/ttml#metadata}agent"} == set()
    assert root.get("{http://www.w3.org/ns/ttml#parameter}contentProfiles") in profiles


TEXT = st.text(st.characters(), max_size=20)


@given(st.lists(st.tuples(st.integers(0, 10**8), st.integers(1, 10**6), TEXT, TEXT, TEXT), max_size=4), TEXT)
def test_any_text_makes_a_document_that_is_read_back(given_cues, title):
    cues = [
        CaptionCue(Span(at, at + length), (text,), who, name) for at, length, text, who, name in given_cues
    ]
    found = paragraphs(read(write(cues, About(title, "en", (title,)))))
    assert [(first or 0, last) for first, last, *_ in found] == [
        (Fraction(at, 1000), Fraction(at + length, 1000)) for at, length, *_ in given_cues
    ]
