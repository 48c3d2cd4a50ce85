"""A small corpus with everything in it that a real one may hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from dragoman.lib.corpus.sentences import Corpus, Missing, Person, Rendered, Said, Version

SAID = (
    Said("1", "v1", "zh", "早上好。", 4_000, 9_000),
    Said("2", "v1", "zh", "谢谢。", 9_000, 12_000),
    Said("4", "v2", "ru", "Спасибо & <до свидания>.", 20_000, 21_500),
    Said("5", "", "zh", "出口", None, None, is_spoken=False),
)
CORPUS = Corpus(
    identifier="DRG 11045",
    edition=2,
    digest="c37791be" * 8,
    address="https://example.org/11045",
    publisher="Dragoman",
    published_on=date(2024, 5, 3),
    title="Night trains",
    title_language="en",
    title_original="夜间列车",
    title_original_language="zh",
    sources=(("Meridian TV", "Norland"), ("Radio Norland", "")),
    programme="Morning Line",
    place="Selva bridge",
    aired="2024-04-09",
    rights="CC BY 4.0",
    medium="video",
    duration_ms=121_040,
    people=(Person("v1", "Lin Ruomei", "林若梅", "spokesperson"), Person("v2", "", "", "")),
    credits=(("transcriber", "Tomas Hale"), ("translator", "Mara Lindqvist"), ("reviewer", "Ines Okafor")),
    items=(
        SAID[0],
        SAID[1],
        Missing("cut", length_ms=65_000),
        Missing("withheld", "3"),
        *SAID[2:],
        Missing("not-reviewed", "6"),
    ),
    renderings=(
        Rendered("1", ("1", "2"), "en", "Good morning and thank you.", "One breath.", "Mara Lindqvist"),
        Rendered("4", ("4",), "en", "Thank you"),
        Rendered("4a", ("4",), "en", "and goodbye."),
        Rendered("1", ("1",), "pt", "Bom dia."),
        Rendered("4", ("4",), "pt", "Obrigada e adeus."),
    ),
    versions=(
        Version(1, date(2024, 4, 9), "first", ""),
        Version(2, date(2024, 5, 3), "correction", "The name was wrong."),
    ),
)
BARE = Corpus("DRG 7", 1, "0" * 64, "https://example.org/7", "Dragoman", date(2024, 5, 3), "", "")
TEXT = st.text(st.characters(), max_size=20)


def any_corpus() -> st.SearchStrategy[Corpus]:
    said = st.builds(lambda at, text: replace(SAID[at], text=text), st.integers(0, 3), TEXT)
    items = st.lists(
        said | st.just(Missing("cut", length_ms=1)),
        max_size=4,
        unique_by=lambda one: getattr(one, "label", id(one)),
    )
    renderings = st.lists(
        st.builds(
            lambda of, text, note: Rendered(of[0], of, "en", text, note),
            st.sampled_from([("1",), ("1", "2"), ("4",), ("9",)]),
            TEXT,
            TEXT,
        ),
        max_size=3,
    )
    return st.builds(
        replace,
        st.just(CORPUS),
        title=TEXT,
        rights=TEXT,
        programme=TEXT,
        place=TEXT,
        items=items.map(tuple),
        renderings=renderings.map(tuple),
    )
