from __future__ import annotations

import hashlib
import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.hashing import NotCanonical, canonical, clean_text, digest, leaf_digest

texts = st.text().map(clean_text)
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(st.characters(codec="ascii"), max_size=8).map(clean_text), inner, max_size=4
        )
    ),
    max_leaves=20,
)


@given(documents)
def test_canonical_bytes_are_those_of_the_reference(document):
    assert canonical(document) == rfc8785.dumps(document)


@pytest.mark.parametrize(
    "value",
    [0.5, 2**53, "\x00", "e\u0301", "\ud800", {"é": 1}, {1: 2}, {1}, b"bytes", ["a\x1b"], float("nan")],
)
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_deep_documents_are_refused():
    value: list[object] = []
    for _ in range(40):
        value = [value]
    with pytest.raises(NotCanonical, match="nested"):
        canonical(value)


@given(st.text())
def test_clean_text_can_always_be_canonical(text):
    clean = clean_text(text)
    canonical(clean)
    assert (clean_text(clean), unicodedata.is_normalized("NFC", clean)) == (clean, True)


def test_clean_text_keeps_joiners_and_directions():
    assert clean_text("می\u200cروم \u202bx\u202c\r\ny\rz\x00") == "می\u200cروم \u202bx\u202c\ny\nz"


def test_digests():
    assert digest(b"") == hashlib.sha256(b"").hexdigest()
    assert leaf_digest(b"") == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
