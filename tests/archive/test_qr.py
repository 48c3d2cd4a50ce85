from __future__ import annotations

from xml.etree import ElementTree

from dragoman.archive.qr import qr_svg


def test_code_is_a_drawing_with_its_address_as_title():
    root = ElementTree.fromstring(qr_svg("https://archive.example/11045#s3"))
    ns = "{http://www.w3.org/2000/svg}"
    assert (root.tag, root.find(f"{ns}title").text) == (f"{ns}svg", "https://archive.example/11045#s3")
    assert "style" not in ElementTree.tostring(root).decode()
