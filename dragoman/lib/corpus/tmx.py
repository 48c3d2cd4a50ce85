"""TMX 1.4b: sentences and their translations for translation memories.

https://www.gala-global.org/tmx-14b — a unit holds a sentence and all its translations; where one translation renders
several sentences, or several render one, both sides are joined, for the format knows nothing smaller than a unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.corpus.sentences import Corpus, Pair, Said, pairs_of
from dragoman.lib.sentences import join_words
from dragoman.lib.xml_text import xml_line, xml_text

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write(corpus: Corpus, version: str) -> bytes:
    """A translation memory in UTF-8. ``version`` is that of the program that writes it."""
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        {
            "creationtool": "Dragoman",
            "creationtoolversion": version,
            "segtype": "sentence",
            "o-tmf": "dragoman-edition/2",
            "adminlang": "en",
            "srclang": "*all*",
            "datatype": "plaintext",
            "creationdate": f"{corpus.published_on:%Y%m%d}T000000Z",
        },
    )
    etree.SubElement(header, "note").text = "Reviewed sentences only."
    for kind, text in _facts(corpus):
        if text:
            etree.SubElement(header, "prop", type=kind).text = xml_line(text)
    body = etree.SubElement(root, "body")
    speakers = {one.key: one.name for one in corpus.people}
    for said, translations in _units(corpus):
        _unit(body, corpus, said, translations, speakers)
    # Without a document type: a reader that looks for the file it names would find none.
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _facts(corpus: Corpus) -> Iterator[tuple[str, str]]:
    yield "x-identifier", corpus.identifier
    yield "x-edition", str(corpus.edition)
    yield "x-digest", f"sha256:{corpus.digest}"
    yield "x-address", corpus.address
    yield "x-title", corpus.title
    for name, place in corpus.sources:
        yield "x-source", f"{name} ({place})" if place else name
    yield "x-aired", corpus.aired
    yield "x-rights", corpus.rights


def _units(corpus: Corpus) -> list[tuple[tuple[Said, ...], list[Pair]]]:
    """Pairs over the same sentences make one unit with several translations."""
    units: dict[tuple[Said, ...], list[Pair]] = {}
    for language in dict.fromkeys(one.language for one in corpus.renderings):
        for pair in pairs_of(corpus, language):
            units.setdefault(pair.said, []).append(pair)
    places = {one.label: at for at, one in enumerate(corpus.said)}
    return sorted(units.items(), key=lambda unit: places[unit[0][0].label])


def _unit(
    body: etree._Element,
    corpus: Corpus,
    said: tuple[Said, ...],
    translations: list[Pair],
    speakers: dict[str, str],
) -> None:
    first = said[0]
    name = "-".join(f"s{one.label}" for one in said)
    unit = etree.SubElement(body, "tu", tuid=f"{corpus.identifier} {name}", srclang=first.language)
    if len(said) > 1 or any(len(pair.rendered) > 1 for pair in translations):
        unit.set("segtype", "block")
    facts = [("x-label", f"s{one.label}") for one in said]
    facts += [
        ("x-speaker", speakers[key]) for key in dict.fromkeys(one.speaker for one in said) if key in speakers
    ]
    if first.in_ms is not None:
        facts.append(("x-in-ms", str(first.in_ms)))
    for kind, text in facts:
        etree.SubElement(unit, "prop", type=kind).text = xml_line(text)
    _variant(unit, first.language, [one.text for one in said])
    for pair in translations:
        variant = _variant(unit, pair.rendered[0].language, [one.text for one in pair.rendered])
        for at, one in enumerate(each for each in pair.rendered if each.note):
            note = etree.Element("note")
            note.text = xml_line(one.note)
            variant.insert(at, note)


def _variant(unit: etree._Element, language: str, texts: list[str]) -> etree._Element:
    variant = etree.SubElement(unit, "tuv")
    variant.set(_LANGUAGE, language)
    etree.SubElement(variant, "seg").text = xml_text(join_words(texts, language))
    return variant
