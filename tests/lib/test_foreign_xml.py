from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.foreign_xml import BadXml, foreign_root

BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
FILE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


def test_document_is_read_without_what_is_not_content():
    root = foreign_root("<a><!-- x --><?php y ?><b>é</b></a>".encode())
    assert (root.tag, [(child.tag, child.text) for child in root]) == ("a", [("b", "é")])


@pytest.mark.parametrize(
    "data", [b"", b"<a>", b"a", BOMB, FILE, b'<!DOCTYPE a SYSTEM "http://a.invalid/"><a/>']
)
def test_what_is_broken_or_declares_a_type_is_refused(data):
    with pytest.raises(BadXml):
        foreign_root(data)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with suppress(BadXml):
        foreign_root(data)
