"""References to write and to read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from dragoman.lib.citation.reference import Reference

CLIP = Reference(
    key="drg11045",
    identifier="DRG 11045",
    address="https://example.org/11045",
    archive="Dragoman",
    edition=2,
    digest="c37791be" * 8,
    title="Night trains & 100% {braces} cross_the Selva bridge #1",
    language="en",
    original="夜间列车重返大桥",
    original_language="zh",
    authors=("Meridian TV", "Radio and Sons, Ltd."),
    sources=("Meridian TV (Norland)", "Radio and Sons, Ltd. (Norland)"),
    programme="Morning Line",
    aired=date(2024, 4, 9),
    published=date(2024, 4, 10),
    accessed=date(2026, 11, 24),
    medium="video",
    length="2:01",
    translators=("Mara Lindqvist",),
    rights="Text CC BY 4.0",
    notes=("Edition 2.", "Translated by Mara Lindqvist."),
)
SENTENCE = replace(
    CLIP,
    key="drg11045-s17a",
    identifier="DRG 11045 s17a",
    address="https://example.org/11045#s17a",
    title="قال «نعم».",
    language="ar",
    original="Он сказал «да».",
    original_language="ru",
    authors=("Вера Сокольская",),
    container=CLIP.title,
    label="17a",
    at="0:14",
)
BARE = replace(
    CLIP,
    original="",
    original_language="",
    authors=(),
    sources=(),
    programme="",
    aired=None,
    medium="",
    length="",
    translators=(),
    rights="",
    notes=(),
)

TEXT = st.text(st.characters(), max_size=30)


def any_reference() -> st.SearchStrategy[Reference]:
    return st.builds(
        replace,
        st.sampled_from([CLIP, SENTENCE, BARE]),
        title=TEXT,
        original=TEXT,
        authors=st.lists(TEXT, max_size=2).map(tuple),
        translators=st.lists(TEXT, max_size=2).map(tuple),
        sources=st.lists(TEXT, max_size=2).map(tuple),
        programme=TEXT,
        container=TEXT,
        rights=TEXT,
        notes=st.lists(TEXT, max_size=2).map(tuple),
    )
