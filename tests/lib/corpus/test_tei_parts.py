from __future__ import annotations

from lxml import etree

from dragoman.lib.corpus.tei_parts import NAMESPACE, add


def test_an_element_is_put_last_with_text_that_any_reader_takes():
    root = etree.Element(f"{{{NAMESPACE}}}p")
    add(root, "s")
    assert add(root, "s", "a\0 b\n", n="1\0").tag == f"{{{NAMESPACE}}}s"
    assert [(one.text, dict(one.attrib)) for one in root] == [(None, {}), ("a\ufffd b", {"n": "1\ufffd"})]
