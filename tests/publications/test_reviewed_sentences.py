from __future__ import annotations

from dataclasses import replace

from dragoman.lib.corpus.sentences import Missing, Person, Rendered, Said
from dragoman.publications.content import Gap, TranslationTrack
from dragoman.publications.reviewed_sentences import corpus_of
from tests.archive.builders import a_clip, a_content, a_line, a_rendering

LINES = (
    a_line("1", state="reviewed"),
    a_line("2", text="谢谢。", in_ms=9_000, out_ms=12_000),
    a_line("3", text="", in_ms=12_000, out_ms=13_000, is_withheld=True, voice="v2"),
    a_line("4", text="出口", in_ms=20_000, out_ms=21_000, voice="", kind="on-screen", state="reviewed"),
)
RENDERINGS = (
    a_rendering("1", state="reviewed", note="As heard."),
    a_rendering("2", "Thanks.", state="reviewed"),
    a_rendering("4", "Exit"),
)


def clip(lines=LINES, renderings=RENDERINGS):
    content = a_content(
        lines=lines, translations=(TranslationTrack("en", renderings, ""),), gaps=(Gap(15_000, 65_000),)
    )
    return a_clip(content)


def test_only_what_a_person_reviewed_is_there_and_the_rest_is_marked():
    corpus = corpus_of(clip())
    assert corpus.items == (
        Said("1", "v1", "zh", "早上好。", 4_000, 9_000),
        Missing("not-reviewed", "2"),
        Missing("withheld", "3"),
        Missing("cut", length_ms=65_000),
        Said("4", "", "zh", "出口", 20_000, 21_000, is_spoken=False),
    )
    # Of a sentence that is not reviewed no rendering is an example, and of one that is, no unreviewed rendering.
    assert corpus.renderings == (Rendered("1", ("1",), "en", "Good morning.", "As heard.", "Mara Lindqvist"),)


def test_speakers_of_what_is_not_there_are_not_there_either():
    assert corpus_of(clip()).people == (
        Person("v1", "Lin Ruomei", "林若梅", "spokesperson, Border Railway Office"),
        # The voice of what stands on the screen is nobody's.
    )


def test_half_a_sentence_is_no_example():
    lines = (LINES[0], replace(LINES[1], state=""))
    joined = (a_rendering("1", of=("1", "2"), state="reviewed"),)
    assert corpus_of(clip(lines, joined)).renderings == ()


def test_languages_may_be_chosen():
    assert [len(corpus_of(clip(), languages).renderings) for languages in (None, ["en", ""], ["pt"], [])] == [
        1,
        1,
        0,
        0,
    ]


def test_corpus_says_which_edition_it_is_and_who_made_it():
    corpus = corpus_of(clip())
    assert (corpus.identifier, corpus.edition, corpus.address, corpus.medium) == (
        "DRG 11045",
        1,
        "http://localhost:8000/11045",
        "video",
    )
    assert corpus.sources == (("Meridian TV", "Norland"),)
    assert corpus.credits == (
        ("transcriber", "Tomas Hale"),
        ("translator", "Mara Lindqvist"),
        ("reviewer", "Ines Okafor"),
    )
    assert [one.ordinal for one in corpus.versions] == [1]
