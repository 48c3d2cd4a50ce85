"""A document with everything in it that a real one may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from dragoman.lib.documents.model import Document, Line, Passage, Run, Section

ENGLISH, ARABIC, CHINESE = ("en", "ltr"), ("ar", "rtl"), ("zh", "ltr")
LINES = (
    Line(
        "s1",
        "0:04",
        (Run("Good morning.", *ENGLISH), Run("早上好。", *CHINESE)),
        (Run("Note: word for word.", *ENGLISH),),
    ),
    Line("s2", "", (Run("[Withheld]", *ENGLISH), Run("صباح الخير (Lin).", *ARABIC))),
)
DOCUMENT = Document(
    language="en",
    direction="ltr",
    site="Dragoman",
    identifier="DRG 11045, edition 2",
    address="https://example.org/11045",
    title=Run("Night trains #strong[again] <b>", *ENGLISH),
    subtitle=Run("夜间列车", *CHINESE),
    facts=(("Source", Run("Meridian TV (Norland)", *ENGLISH)), ("Spoken", Run("Chinese", *ENGLISH))),
    summary=(Run("Trains return.", *ENGLISH), Run("In May.", *ENGLISH)),
    columns=("English", "Original"),
    passages=(
        Passage(Run("Lin Ruomei", *ENGLISH), Run("spokesperson", *ENGLISH), "", LINES[:1]),
        Passage(
            Run("Speaker not named", *ENGLISH), Run(""), "On-screen text", LINES[1:], "[Left out here: 1:05]"
        ),
    ),
    sections=(Section("Cite", (Run("“Night trains”. DRG 11045.", *ENGLISH),)),),
    stated=("DRG 11045, edition 2, as of 3 May 2024", "https://example.org/11045", "SHA-256 c37791be…"),
    of_pages="Page %(page)s of %(pages)s",
    made_at=datetime(2024, 5, 3, 9, 30, tzinfo=UTC),
)
IN_ARABIC = replace(
    DOCUMENT,
    language="ar",
    direction="rtl",
    title=Run("قطارات الليل", *ARABIC),
    of_pages="الصفحة %(page)s من %(pages)s",
)
EMPTY = replace(
    DOCUMENT, subtitle=Run(""), facts=(), summary=(), columns=(), passages=(), empty="No words yet."
)


def any_document() -> st.SearchStrategy[Document]:
    """Words of every kind in every place."""
    tags, ways = st.sampled_from(["en", "ar", "und", "zh-Hant"]), st.sampled_from(["ltr", "rtl"])
    run = st.builds(Run, st.text(st.characters(), max_size=15), tags, ways)
    notes = st.lists(run, max_size=1).map(tuple)
    line = st.builds(Line, st.just("s1"), st.sampled_from(["", "0:01"]), st.tuples(run, run), notes)
    passage = st.builds(Passage, run, run, st.just(""), st.lists(line, max_size=2).map(tuple))
    return st.builds(
        replace,
        st.sampled_from([DOCUMENT, IN_ARABIC]),
        title=run,
        subtitle=run,
        summary=st.lists(run, max_size=1).map(tuple),
        passages=st.lists(passage, max_size=2).map(tuple),
    )
