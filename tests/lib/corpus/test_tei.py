from __future__ import annotations

from hypothesis import given
from lxml import etree

from dragoman.lib.corpus.tei import write
from tests.lib.corpus.corpora import BARE, CORPUS, any_corpus

NAMES = {"t": "http://www.tei-c.org/ns/1.0"}
XML = "{http://www.w3.org/XML/1998/namespace}"


def body(corpus) -> etree._Element:
    return etree.fromstring(write(corpus, "1.0")).find(".//t:body", NAMES)


def test_what_was_said_with_who_and_when_and_what_is_not_there():
    original = body(CORPUS).find("t:div[@type='original']", NAMES)
    assert [
        (
            etree.QName(one).localname,
            one.get(f"{XML}id"),
            one.get(f"{XML}lang"),
            one.get("who"),
            one.get("start"),
            one.text,
        )
        for one in original
        if etree.QName(one).localname != "gap"
    ] == [
        ("u", "s1", "zh", "#v1", "#t4000", "早上好。"),
        ("u", "s2", "zh", "#v1", "#t9000", "谢谢。"),
        ("u", "s4", "ru", "#v2", "#t20000", "Спасибо & <до свидания>."),
        ("writing", "s5", "zh", None, None, "出口"),
    ]
    assert [
        (one.get("reason"), one.get("n"), one.get("quantity")) for one in original.iterfind("t:gap", NAMES)
    ] == [
        ("cut", None, "65"),
        ("withheld", "s3", None),
        ("not-reviewed", "s6", None),
    ]


def test_translations_point_to_what_they_render():
    found = {
        one.get(f"{XML}lang"): [
            (each.get("n"), each.get("corresp"), each.text) for each in one.iterfind(".//t:s", NAMES)
        ]
        for one in body(CORPUS).iterfind("t:div[@type='translation']", NAMES)
    }
    assert found == {
        "en": [
            ("s1", "#s1 #s2", "Good morning and thank you."),
            ("s4", "#s4", "Thank you"),
            ("s4a", "#s4", "and goodbye."),
        ],
        "pt": [("s1", "#s1", "Bom dia."), ("s4", "#s4", "Obrigada e adeus.")],
    }
    assert body(CORPUS).findtext(".//t:note[@type='translator']", namespaces=NAMES) == "One breath."


@given(any_corpus())
def test_every_pointer_leads_somewhere_and_every_name_is_given_once(corpus):
    root = etree.fromstring(write(corpus, "1.0"))
    given_names = [one.get(f"{XML}id") for one in root.iter(etree.Element) if one.get(f"{XML}id")]
    assert len(given_names) == len(set(given_names))
    pointers = {
        pointer.removeprefix("#")
        for one in root.iter(etree.Element)
        for name in ("who", "start", "end", "since", "origin")
        for pointer in one.get(name, "").split()
    }
    assert pointers <= set(given_names)


def test_a_corpus_without_a_sentence_says_so():
    assert [one.get("reason") for one in body(BARE).iterfind(".//t:gap", NAMES)] == ["not-reviewed"]
