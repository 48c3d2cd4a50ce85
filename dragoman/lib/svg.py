"""An SVG drawing with nothing in it but shapes: whatever could run, load, link or tell is left out."""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.foreign_xml import BadXml, Element, foreign_root

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_MOST_ELEMENTS = 2000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words(
    "svg g path rect circle ellipse line polyline polygon title desc defs "
    "linearGradient radialGradient stop clipPath mask use symbol"
)
_ATTRIBUTES = _words(
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox preserveAspectRatio "
    "fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit "
    "stroke-dasharray stroke-dashoffset stroke-opacity opacity clip-path clip-rule mask offset stop-color "
    "stop-opacity gradientUnits gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits "
    "color version"
)
_HERE = re.compile(r"url\(\s*#[A-Za-z0-9_.-]+\s*\)", re.ASCII)
_LOCAL = re.compile(r"#[A-Za-z0-9_.-]+", re.ASCII)
_SIZE = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*", re.ASCII)


class NotADrawing(ValueError):
    """The bytes are no SVG, or one too strange to keep."""


def cleaned_svg(data: bytes) -> bytes:
    """The drawing written anew from what is known to be harmless. Raises ``NotADrawing``."""
    try:
        root = foreign_root(data)
    except BadXml as error:
        raise NotADrawing("This is no well-formed XML, or it declares a document type.") from error
    if root.tag != f"{{{_SVG}}}svg":
        raise NotADrawing("This is no plain SVG.")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise NotADrawing("There are too many shapes in it.")
    clean = _copied(root)
    if clean is None or not any(True for _ in clean.iter(*(f"{{{_SVG}}}{name}" for name in _SHAPES))):
        raise NotADrawing("There is no shape in it.")
    _give_a_size(clean)
    return bytes(etree.tostring(clean, encoding="utf-8"))


_SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon")


def _copied(element: Element) -> Element | None:
    name = element.tag.removeprefix(f"{{{_SVG}}}") if isinstance(element.tag, str) else ""
    if name not in _ELEMENTS:
        return None
    made = etree.Element(f"{{{_SVG}}}{name}", nsmap={None: _SVG})
    for key, value in element.attrib.items():
        if key in ("href", _XLINK_HREF):
            if _LOCAL.fullmatch(str(value).strip()):
                made.set("href", str(value).strip())
        elif key in _ATTRIBUTES and _is_harmless(str(value)):
            made.set(str(key), str(value))
    for key, value in _styled(str(element.get("style") or "")):
        made.set(key, value)
    if name in ("title", "desc"):
        made.text = element.text
    for child in element:
        copy = _copied(child)
        if copy is not None:
            made.append(copy)
    return made


def _styled(style: str) -> list[tuple[str, str]]:
    """What drawing programs write as a style, as attributes."""
    pairs = (part.partition(":") for part in style.split(";"))
    named = ((name.strip(), value.strip()) for name, _, value in pairs)
    return [(name, value) for name, value in named if name in _ATTRIBUTES and value and _is_harmless(value)]


def _is_harmless(value: str) -> bool:
    """Functions and addresses only where they point into the drawing itself."""
    rest = _HERE.sub("", value).lower()
    return not any(
        bad in rest for bad in ("url", "javascript", "data:", "expression", "\\", "<", "&", "@import")
    )


def _give_a_size(root: Element) -> None:
    """A drawing without a view box does not scale: it gets the one its size says."""
    if root.get("viewBox"):
        return
    width, height = (_SIZE.fullmatch(root.get(side) or "") for side in ("width", "height"))
    if not width or not height:
        raise NotADrawing("Its size is not known.")
    root.set("viewBox", f"0 0 {width[1]} {height[1]}")
