"""What a DOCX holds beside its text: styles, the foot of each page, who made it; and the elements of all of these."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.documents.model import Document, Run
from dragoman.lib.xml_text import xml_line, xml_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = {"w": W, "r": _R}

_TYPES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" \
ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/><Override PartName="/word/footer1.xml" \
ContentType="{_OFFICE}.footer+xml"/><Override PartName="/docProps/core.xml" \
ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"""
_RELATIONS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_R}/officeDocument" \
Target="word/document.xml"/><Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
_OF_TEXT = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_R}/footer" Target="footer1.xml"/></Relationships>"""

_STYLES = {
    # Identifier: name, half points, is it bold, space before and after in twentieths of a point, keeps with the next.
    "Title": ("Title", 40, True, 0, 120, True),
    "Subtitle": ("Subtitle", 26, False, 0, 120, False),
    "Heading2": ("heading 2", 20, True, 240, 60, True),
    "Facts": ("Facts", 18, False, 0, 40, False),
    "Speaker": ("Speaker", 19, True, 160, 40, True),
    "Line": ("Line", 21, False, 20, 60, False),
    "Number": ("Number", 16, False, 40, 60, False),
}


def fixed(document: Document) -> Iterator[tuple[str, bytes]]:
    """Every part but the text, by name."""
    yield "[Content_Types].xml", _TYPES.encode()
    yield "_rels/.rels", _RELATIONS.encode()
    yield "word/_rels/document.xml.rels", _OF_TEXT.encode()
    yield "docProps/core.xml", _core(document)
    yield "word/styles.xml", _styles()
    yield "word/footer1.xml", _foot(document)


def add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(
        parent, f"{{{W}}}{name}", {f"{{{W}}}{key}": value for key, value in attributes.items()}
    )


def add_run(paragraph: etree._Element, run: Run) -> None:
    """Words with their language, and the face and the way of scripts that run from the right."""
    made = add(paragraph, "r")
    facts = add(made, "rPr")
    is_from_right = run.direction == "rtl"
    if is_from_right:
        add(facts, "rtl")
    if run.language and run.language != "und":
        add(
            facts,
            "lang",
            **{"bidi" if is_from_right else "eastAsia" if _is_eastern(run) else "val": run.language},
        )
    for at, line in enumerate(xml_text(run.text).split("\n")):
        if at:
            add(made, "br")
        add(made, "t").text = line
        made[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_page(body: etree._Element) -> None:
    """A4, with the foot of each page."""
    section = add(body, "sectPr")
    add(section, "footerReference", type="default").set(f"{{{_R}}}id", "rId2")
    add(section, "pgSz", w="11906", h="16838")
    add(
        section,
        "pgMar",
        top="1247",
        right="1134",
        bottom="1361",
        left="1134",
        header="709",
        footer="567",
        gutter="0",
    )


def to_bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _is_eastern(run: Run) -> bool:
    return run.language.split("-")[0] in {"zh", "ja", "ko", "yue"}


def _core(document: Document) -> bytes:
    names = {
        "cp": f"{_PACKAGE}/metadata/core-properties",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    root = etree.Element(f"{{{names['cp']}}}coreProperties", nsmap=names)
    etree.SubElement(root, f"{{{names['dc']}}}title").text = xml_line(document.title.text)
    etree.SubElement(root, f"{{{names['dc']}}}creator").text = xml_line(document.site)
    etree.SubElement(root, f"{{{names['dc']}}}identifier").text = xml_line(
        f"{document.identifier} {document.address}"
    )
    etree.SubElement(root, f"{{{names['dc']}}}language").text = document.language
    for name in ("created", "modified"):
        when = etree.SubElement(root, f"{{{names['dcterms']}}}{name}")
        when.set(f"{{{names['xsi']}}}type", "dcterms:W3CDTF")
        when.text = f"{document.made_at:%Y-%m-%dT%H:%M:%SZ}"
    return to_bytes(root)


def _styles() -> bytes:
    root = etree.Element(f"{{{W}}}styles", nsmap={"w": W})
    defaults = add(add(add(root, "docDefaults"), "rPrDefault"), "rPr")
    add(defaults, "rFonts", ascii="Georgia", hAnsi="Georgia", eastAsia="Noto Serif CJK SC", cs="Amiri")
    add(defaults, "sz", val="21")
    add(defaults, "szCs", val="24")
    normal = add(root, "style", type="paragraph", styleId="Normal", default="1")
    add(normal, "name", val="Normal")
    add(add(normal, "pPr"), "spacing", after="120")
    for identifier, (name, size, is_bold, before, after, keeps) in _STYLES.items():
        style = add(root, "style", type="paragraph", styleId=identifier)
        add(style, "name", val=name)
        add(style, "basedOn", val="Normal")
        facts = add(style, "pPr")
        if keeps:
            add(facts, "keepNext")
        add(facts, "spacing", before=str(before), after=str(after))
        if identifier == "Heading2":
            add(facts, "outlineLvl", val="1")
        letters = add(style, "rPr")
        if is_bold:
            add(letters, "b")
            add(letters, "bCs")
        add(letters, "sz", val=str(size))
        add(letters, "szCs", val=str(size + 3))
    return to_bytes(root)


def _foot(document: Document) -> bytes:
    root = etree.Element(f"{{{W}}}ftr", nsmap=NAMES)
    paragraph = add(root, "p")
    facts = add(paragraph, "pPr")
    add(facts, "pStyle", val="Facts")
    if document.direction == "rtl":
        add(facts, "bidi")
    own = (document.language, document.direction)
    add_run(paragraph, Run(" · ".join((document.site, *document.stated)) + " · ", *own))
    before, _, rest = document.of_pages.partition("%(page)s")
    between, _, after = rest.partition("%(pages)s")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        if words:
            add_run(paragraph, Run(words, *own))
        if field:
            shown = add(paragraph, "fldSimple", instr=f" {field} ")
            add(add(shown, "r"), "t").text = "1"
    return to_bytes(root)
