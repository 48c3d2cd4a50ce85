"""TTML, in the text profile of IMSC 1.1 (W3C Recommendation, 8 November 2018).

https://www.w3.org/TR/ttml-imsc1.1/ — one region at the foot and one at the top, times on the media's clock, speakers
as agents. Text is data to the writer of XML, so nothing in it is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.subtitles.about import TOP, About
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import format_precise
from dragoman.lib.xml_text import xml_line

_TT = "http://www.w3.org/ns/ttml"
_TTP = f"{_TT}#parameter"
_TTS = f"{_TT}#styling"
_TTM = f"{_TT}#metadata"
_XML = "http://www.w3.org/XML/1998/namespace"
_PROFILE = f"{_TT}/profile/imsc1.1/text"
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_REGIONS = {"top": ("10% 6%", "before"), "foot": ("10% 14%", "after")}


def write(cues: Iterable[CaptionCue], about: About) -> bytes:
    """The cues as a document in UTF-8. Identifiers that XML can't take, or that stood before, are left out."""
    cues = tuple(cues)
    speakers = list(dict.fromkeys(xml_line(cue.speaker) for cue in cues if cue.speaker.strip()))
    agents = {speaker: f"agent{at}" for at, speaker in enumerate(speakers, start=1)}
    root = etree.Element(f"{{{_TT}}}tt", nsmap={None: _TT, "ttp": _TTP, "tts": _TTS, "ttm": _TTM})
    root.set(f"{{{_XML}}}lang", about.language)
    root.set(f"{{{_TTP}}}contentProfiles", _PROFILE)
    root.set(f"{{{_TTP}}}timeBase", "media")
    _head(root, about, agents)
    body = etree.SubElement(root, f"{{{_TT}}}body", style="captions")
    division = etree.SubElement(body, f"{{{_TT}}}div")
    used: set[str] = set(agents.values()) | set(_REGIONS) | {"captions", "words"}
    for cue in cues:
        _paragraph(division, cue, agents, used)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _head(root: etree._Element, about: About, agents: dict[str, str]) -> None:
    head = etree.SubElement(root, f"{{{_TT}}}head")
    metadata = etree.SubElement(head, f"{{{_TT}}}metadata")
    etree.SubElement(metadata, f"{{{_TTM}}}title").text = xml_line(about.title)
    for note in about.notes:
        etree.SubElement(metadata, f"{{{_TTM}}}desc").text = xml_line(note)
    for speaker, identifier in agents.items():
        agent = etree.SubElement(metadata, f"{{{_TTM}}}agent", type="person")
        agent.set(f"{{{_XML}}}id", identifier)
        etree.SubElement(agent, f"{{{_TTM}}}name", type="full").text = speaker
    styling = etree.SubElement(head, f"{{{_TT}}}styling")
    _styled(
        styling,
        "captions",
        fontFamily="proportionalSansSerif",
        fontSize="100%",
        lineHeight="125%",
        textAlign="center",
        color="white",
        direction=about.direction,
    )
    _styled(styling, "words", backgroundColor="#000000c0")
    layout = etree.SubElement(head, f"{{{_TT}}}layout")
    for name, (origin, align) in _REGIONS.items():
        region = etree.SubElement(layout, f"{{{_TT}}}region")
        region.set(f"{{{_XML}}}id", name)
        for key, value in (("origin", origin), ("extent", "80% 80%"), ("displayAlign", align)):
            region.set(f"{{{_TTS}}}{key}", value)


def _styled(styling: etree._Element, name: str, **attributes: str) -> None:
    style = etree.SubElement(styling, f"{{{_TT}}}style")
    style.set(f"{{{_XML}}}id", name)
    for key, value in attributes.items():
        style.set(f"{{{_TTS}}}{key}", value)


def _paragraph(division: etree._Element, cue: CaptionCue, agents: dict[str, str], used: set[str]) -> None:
    lines = [line for part in cue.lines for line in map(xml_line, re.split(r"[\r\n]", part)) if line]
    paragraph = etree.SubElement(
        division,
        f"{{{_TT}}}p",
        region="top" if cue.settings == TOP else "foot",
        begin=format_precise(cue.span.in_ms),
        end=format_precise(cue.span.out_ms),
    )
    if _IDENTIFIER.fullmatch(cue.identifier) and cue.identifier not in used:
        paragraph.set(f"{{{_XML}}}id", cue.identifier)
        used.add(cue.identifier)
    if agent := agents.get(xml_line(cue.speaker)):
        paragraph.set(f"{{{_TTM}}}agent", agent)
    span = etree.SubElement(paragraph, f"{{{_TT}}}span", style="words")
    for at, line in enumerate(lines):
        if at == 0:
            span.text = line
        else:
            etree.SubElement(span, f"{{{_TT}}}br").tail = line
