"""TEI P5: the transcript of a clip as a text with its header, speakers, timeline and translations.

https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html — chapter 8, transcriptions of speech. What was said is one
division, each translation another whose sentences point to what they render. Where something is not there a ``gap``
says so.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.corpus.sentences import Corpus, Missing, Rendered, Said
from dragoman.lib.corpus.tei_header import add_header
from dragoman.lib.corpus.tei_parts import NAMESPACE, XML_ID, XML_LANG, add
from dragoman.lib.timecode import format_precise, format_seconds
from dragoman.lib.xml_text import xml_line, xml_text


def write(corpus: Corpus, version: str) -> bytes:
    """A document in UTF-8. ``version`` is that of the program that writes it."""
    root = etree.Element(f"{{{NAMESPACE}}}TEI", nsmap={None: NAMESPACE})
    add_header(root, corpus, version)
    text = add(root, "text")
    spoken = {one.language for one in corpus.said}
    if len(spoken) == 1:
        text.set(XML_LANG, min(spoken) or "und")
    _timeline(text, corpus)
    body = add(text, "body")
    _what_was_said(body, corpus)
    for language in dict.fromkeys(one.language for one in corpus.renderings):
        _translation(body, language, [one for one in corpus.renderings if one.language == language])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _times(corpus: Corpus) -> list[int]:
    found = {0}
    for one in corpus.said:
        if one.in_ms is not None and one.out_ms is not None:
            found |= {one.in_ms, one.out_ms}
    return sorted(found)


def _timeline(text: etree._Element, corpus: Corpus) -> None:
    """Points on the clip's clock; the first is where it begins."""
    times = _times(corpus)
    if len(times) < 2:
        return
    timeline = add(text, "timeline", unit="ms", origin="#t0")
    for at in times:
        when = add(timeline, "when")
        when.set(XML_ID, f"t{at}")
        if at:
            when.set("interval", str(at))
            when.set("since", "#t0")


def _what_was_said(body: etree._Element, corpus: Corpus) -> None:
    division = add(body, "div", type="original")
    if not corpus.items:
        add(division, "gap", reason="not-reviewed")
    for one in corpus.items:
        if isinstance(one, Missing):
            _gap(division, one)
            continue
        sentence = add(division, "u" if one.is_spoken else "writing")
        sentence.set(XML_ID, f"s{one.label}")
        sentence.set(XML_LANG, one.language or "und")
        _who_and_when(sentence, one)
        sentence.text = xml_text(one.text)


def _who_and_when(sentence: etree._Element, one: Said) -> None:
    if one.speaker:
        sentence.set("who", f"#{one.speaker}")
    if one.in_ms is not None and one.out_ms is not None:
        sentence.set("start", f"#t{one.in_ms}")
        sentence.set("end", f"#t{one.out_ms}")


def _gap(division: etree._Element, missing: Missing) -> None:
    gap = add(division, "gap", reason=missing.reason)
    if missing.label:
        gap.set("n", f"s{missing.label}")
    if missing.length_ms:
        gap.set("unit", "s")
        gap.set("quantity", format_seconds(missing.length_ms))
        add(gap, "desc", f"{format_precise(missing.length_ms)} of the broadcast left out here")


def _translation(body: etree._Element, language: str, rendered: list[Rendered]) -> None:
    division = add(body, "div", type="translation")
    division.set(XML_LANG, language)
    for one in rendered:
        paragraph = add(division, "p")
        sentence = add(paragraph, "s", n=f"s{one.label}")
        sentence.set("corresp", " ".join(f"#s{label}" for label in one.of))
        sentence.text = xml_text(one.text)
        if one.note:
            add(paragraph, "note", xml_line(one.note), type="translator")
