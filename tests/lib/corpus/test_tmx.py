from __future__ import annotations

from io import BytesIO

from hypothesis import given
from lxml import etree
from translate.storage.tmx import tmxfile

from dragoman.lib.corpus.tmx import write
from tests.lib.corpus.corpora import BARE, CORPUS, any_corpus

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def units(source: str, target: str) -> list[tuple[str, str]]:
    """What a translation memory of another maker reads."""
    memory = tmxfile(BytesIO(write(CORPUS, "1.0")), sourcelanguage=source, targetlanguage=target)
    return [(unit.source, unit.target) for unit in memory.units if unit.source and unit.target]


def test_another_program_reads_each_pair_of_languages():
    assert units("ru", "en") == [("Спасибо & <до свидания>.", "Thank you and goodbye.")]
    assert units("zh", "en") == [("早上好。谢谢。", "Good morning and thank you.")]
    assert units("zh", "pt") == [("早上好。", "Bom dia.")]
    assert units("ru", "pt") == [("Спасибо & <до свидания>.", "Obrigada e adeus.")]


def test_units_say_which_sentences_they_are_and_who_spoke():
    root = etree.fromstring(write(CORPUS, "1.0"))
    assert [
        (
            unit.get("tuid"),
            unit.get("srclang"),
            unit.get("segtype"),
            [one.get(LANG) for one in unit.iter("tuv")],
        )
        for unit in root.iter("tu")
    ] == [
        ("DRG 11045 s1-s2", "zh", "block", ["zh", "en"]),
        ("DRG 11045 s1", "zh", None, ["zh", "pt"]),
        ("DRG 11045 s4", "ru", "block", ["ru", "en", "pt"]),
    ]
    first = root.find(".//tu")
    assert [(one.get("type"), one.text) for one in first.iterfind("prop")] == [
        ("x-label", "s1"),
        ("x-label", "s2"),
        ("x-speaker", "Lin Ruomei"),
        ("x-in-ms", "4000"),
    ]
    assert first.findtext("tuv/note") == "One breath."


def test_head_says_which_edition_of_which_clip_it_is():
    header = etree.fromstring(write(CORPUS, "1.0")).find("header")
    assert {**header.attrib} == {
        "creationtool": "Dragoman",
        "creationtoolversion": "1.0",
        "segtype": "sentence",
        "o-tmf": "dragoman-edition/2",
        "adminlang": "en",
        "srclang": "*all*",
        "datatype": "plaintext",
        "creationdate": "20240503T000000Z",
    }
    said = [(one.get("type"), one.text) for one in header.iterfind("prop")]
    assert said[:4] == [
        ("x-identifier", "DRG 11045"),
        ("x-edition", "2"),
        ("x-digest", f"sha256:{'c37791be' * 8}"),
        ("x-address", "https://example.org/11045"),
    ]
    assert ("x-source", "Meridian TV (Norland)") in said


# The order of elements that TMX 1.4b asks for.
DTD = etree.DTD(
    BytesIO(
        b"""<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #REQUIRED>
<!ELEMENT header (note|prop|ude)*> <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
 segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED adminlang CDATA #REQUIRED
 srclang CDATA #REQUIRED datatype CDATA #REQUIRED creationdate CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED srclang CDATA #IMPLIED
 segtype (block|paragraph|sentence|phrase) #IMPLIED>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)> <!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT ude EMPTY>"""
    )
)


@given(any_corpus())
def test_any_words_make_a_memory_of_the_right_shape(corpus):
    root = etree.fromstring(write(corpus, "1.0"))
    assert DTD.validate(root), DTD.error_log


def test_without_translations_there_are_no_units():
    assert etree.fromstring(write(BARE, "1.0")).findall("body/tu") == []
