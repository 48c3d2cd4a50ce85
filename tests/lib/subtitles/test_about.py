from __future__ import annotations

from dragoman.lib.subtitles.about import About, embedded, text_direction


def test_direction_is_that_of_the_language_unless_lines_carry_their_own():
    assert [About("", tag).direction for tag in ("ar", "he-IL", "ur", "zh", "und", "no tag")] == [
        "rtl",
        "rtl",
        "rtl",
        "ltr",
        "ltr",
        "ltr",
    ]
    assert (About("", "ar", is_mixed=True).direction, text_direction("fa")) == ("ltr", "rtl")


def test_only_lines_from_the_right_are_marked():
    assert (embedded("سلام.", "rtl"), embedded("Hi.", "ltr")) == ("\u202bسلام.\u202c", "Hi.")
