from __future__ import annotations

from dragoman.archive.reading import reading_for
from dragoman.archive.transcript import Cell, Sentence, label_at, turns_of
from dragoman.archive.voices import Part
from dragoman.publications.content import TranslationTrack
from tests.archive.builders import a_content, a_line, a_rendering


def turns(content, language="en"):
    return turns_of(content, reading_for(content, language))


def track(*renderings):
    return (TranslationTrack("en", renderings, ""),)


def test_turns_follow_the_voices():
    found = [
        (turn.part.name, turn.kind, turn.is_new_name, len(turn.sentences)) for turn in turns(a_content())
    ]
    assert found == [
        ("Lin Ruomei", "speech", True, 4),
        ("Vera Sokolskaya", "speech", True, 3),
        ("Reporter", "speech", True, 1),
        ("Lin Ruomei", "speech", False, 2),
        ("Vera Sokolskaya", "speech", False, 1),
        ("", "on-screen", True, 1),
        ("Lin Ruomei", "speech", False, 1),
    ]


def test_sentence_is_whole():
    content = a_content(lines=(a_line("17"),), translations=track(a_rendering("17", note="A pun.")))
    (turn,) = turns(content)
    assert turn.part == Part("Lin Ruomei", "林若梅", "spokesperson, Border Railway Office", 1)
    assert turn.sentences == (
        Sentence(
            label="17",
            more_labels=(),
            in_ms=4_000,
            out_ms=9_000,
            opens_paragraph=False,
            cells=(Cell("Good morning.", "en", "person", False), Cell("早上好。", "zh", "person", True)),
            note="A pun.",
        ),
    )


def test_one_translation_of_two_originals_is_one_row():
    lines = (
        a_line("1", text="一。", out_ms=5_000),
        a_line("2", text="二。", in_ms=5_000),
        a_line("3", text="三。"),
    )
    content = a_content(
        lines=lines, translations=track(a_rendering("1", of=("1", "2")), a_rendering("3", "Three."))
    )
    (turn,) = turns(content)
    rows = [
        (one.label, one.more_labels, one.in_ms, one.out_ms, one.cells[0].text, one.cells[1].text)
        for one in turn.sentences
    ]
    assert rows == [
        ("1", ("2",), 4_000, 9_000, "Good morning.", "一。二。"),
        ("3", (), 4_000, 9_000, "Three.", "三。"),
    ]


def test_two_translations_of_one_original_are_joined():
    content = a_content(
        lines=(a_line("1"),),
        translations=track(a_rendering("1", "Good", of=("1",)), a_rendering("1b", "morning.", of=("1",))),
    )
    assert [one.cells[0].text for one in turns(content)[0].sentences] == ["Good morning."]


def test_chains_of_shared_originals_are_one_row():
    lines = tuple(a_line(str(n), text=f"{n}。") for n in range(1, 5))
    content = a_content(
        lines=lines,
        translations=track(a_rendering("1", "A", of=("1", "2")), a_rendering("2", "B", of=("2", "3"))),
    )
    rows = [(one.label, one.more_labels, one.cells[0].text) for one in turns(content)[0].sentences]
    assert rows == [("1", ("2", "3"), "A B"), ("4", (), "")]


def test_translation_never_pulls_words_to_another_speaker():
    lines = (a_line("1", voice="v1"), a_line("2", voice="v2", text="Нет."))
    content = a_content(lines=lines, translations=track(a_rendering("1", "Both.", of=("1", "2"))))
    rows = [
        (turn.part.name, one.label, one.cells[0].text, one.cells[1].text)
        for turn in turns(content)
        for one in turn.sentences
    ]
    assert rows == [("Lin Ruomei", "1", "Both.", "早上好。"), ("Vera Sokolskaya", "2", "", "Нет.")]


def test_translation_of_unknown_sentences_is_passed_over():
    content = a_content(
        lines=(a_line("1"),), translations=track(a_rendering("9", of=("9",)), a_rendering("8", of=()))
    )
    assert [one.cells[0].text for one in turns(content)[0].sentences] == [""]


def test_only_what_is_unlike_the_rest_is_marked():
    renderings = [a_rendering(str(n), origin="machine" if n == 2 else "person") for n in range(1, 5)]
    content = a_content(lines=tuple(a_line(str(n)) for n in range(1, 5)), translations=track(*renderings))
    assert [one.cells[0].exception for one in turns(content)[0].sentences] == ["", "machine", "", ""]
    assert [one.cells[1].exception for one in turns(content)[0].sentences] == ["", "", "", ""]


def test_sentences_without_times_stay_in_order():
    content = a_content(lines=(a_line("1", in_ms=None, out_ms=None), a_line("2", in_ms=None, out_ms=None)))
    assert [(one.label, one.in_ms) for one in turns(content)[0].sentences] == [("1", None), ("2", None)]
    assert label_at(turns(content), 5_000) == ""


def test_label_of_a_moment_is_the_sentence_heard_or_the_one_before():
    found = turns(a_content())
    assert [label_at(found, at) for at in (0, 4_000, 8_999, 30_000, 61_000, 999_999)] == [
        "",
        "1",
        "1",
        "4",
        "7",
        "13",
    ]
