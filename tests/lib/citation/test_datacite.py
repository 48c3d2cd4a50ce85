from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from lxml import etree

from dragoman.lib.citation.datacite import NAMESPACE, write
from tests.lib.citation.references import BARE, CLIP, SENTENCE, any_reference

NAMES = {"d": NAMESPACE}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# The properties that kernel 4 asks for, and the values it knows of the lists that are used.
MANDATORY = {"identifier", "creators", "titles", "publisher", "publicationYear", "resourceType"}
KNOWN = {
    "resourceTypeGeneral": {"Audiovisual", "Sound", "Text"},
    "contributorType": {"Translator", "Producer"},  # translators since 4.6
    "dateType": {"Created", "Issued", "Updated"},
    "titleType": {"AlternativeTitle"},
    "relationType": {"IsPartOf"},
    "relatedIdentifierType": {"URL"},
    "descriptionType": {"Abstract", "Other"},
}


def read(reference) -> etree._Element:
    return etree.fromstring(write(reference).encode())


def texts(root, path: str) -> list[str]:
    return [one.text for one in root.iterfind(path, NAMES)]


def test_a_clip_says_who_made_it_when_it_aired_and_which_edition_it_is():
    root = read(CLIP)
    assert (texts(root, "d:identifier"), root.find("d:identifier", NAMES).attrib) == (
        ["https://example.org/11045"],
        {"identifierType": "URL"},
    )
    assert texts(root, "d:creators/d:creator/d:creatorName") == ["Meridian TV", "Radio and Sons, Ltd."]
    assert [
        (one.text, one.get(LANG), one.get("titleType")) for one in root.iterfind("d:titles/d:title", NAMES)
    ] == [
        (CLIP.title, "en", None),
        ("夜间列车重返大桥", "zh", "AlternativeTitle"),
    ]
    assert [(one.get("dateType"), one.text) for one in root.iterfind("d:dates/d:date", NAMES)] == [
        ("Created", "2024-04-09"),
        ("Issued", "2024-04-10"),
    ]
    assert [
        (one.get("contributorType"), one.findtext("d:contributorName", namespaces=NAMES))
        for one in root.iterfind("d:contributors/d:contributor", NAMES)
    ] == [
        ("Translator", "Mara Lindqvist"),
        ("Producer", "Meridian TV (Norland)"),
        ("Producer", "Radio and Sons, Ltd. (Norland)"),
    ]
    assert texts(root, ".//d:alternateIdentifier") == ["DRG 11045", "c37791be" * 8]
    assert (texts(root, "d:version"), texts(root, "d:publicationYear"), texts(root, "d:publisher")) == (
        ["2"],
        ["2024"],
        ["Dragoman"],
    )


def test_what_it_is_about_stands_in_it():
    told = replace(
        CLIP, subjects=("Railways", ""), abstract=("Trains return.", "In May."), updated=date(2024, 5, 1)
    )
    root = read(told)
    assert texts(root, "d:subjects/d:subject") == ["Railways"]
    assert [(one.get("descriptionType"), one.text) for one in root.iterfind(".//d:description", NAMES)] == [
        ("Abstract", "Trains return."),
        ("Abstract", "In May."),
        ("Other", "Edition 2. Translated by Mara Lindqvist."),
    ]
    assert [one.text for one in root.iterfind("d:dates/d:date[@dateType='Updated']", NAMES)] == ["2024-05-01"]


def test_a_sentence_is_part_of_its_clip():
    (related,) = read(SENTENCE).iterfind(".//d:relatedIdentifier", NAMES)
    assert (related.text, dict(related.attrib)) == (
        "https://example.org/11045",
        {"relatedIdentifierType": "URL", "relationType": "IsPartOf"},
    )


def test_what_nobody_knows_is_left_out_and_what_must_be_there_is():
    assert [etree.QName(one).localname for one in read(BARE)] == [
        "identifier",
        "creators",
        "titles",
        "publisher",
        "publicationYear",
        "resourceType",
        "dates",
        "language",
        "alternateIdentifiers",
        "version",
    ]
    assert texts(read(BARE), ".//d:creatorName") == ["Dragoman"]


@given(any_reference())
def test_any_words_make_a_resource_of_the_right_shape(reference):
    root = read(reference)
    names = [etree.QName(one).localname for one in root]
    assert (set(names) >= MANDATORY, len(names)) == (True, len(set(names)))
    assert all(one.text for one in root.iterfind(".//d:creatorName", NAMES))
    for one in root.iter(etree.Element):
        assert all(value in KNOWN[name] for name, value in one.attrib.items() if name in KNOWN)
