"""The head of a page."""

from __future__ import annotations

from dragoman.lib.pages.embedded import Hints
from dragoman.lib.pages.header import is_error_title, is_intro, read_head
from dragoman.lib.pages.lines import text_lines


def title_of(text: str, hints: Hints = Hints()) -> str | None:  # noqa: B008  frozen
    title = read_head(text_lines(text), hints).title
    return title.text if title else None


def test_title_is_found_wherever_it_stands() -> None:
    assert title_of("memri\nApr 09, 2024\nMinister: We Will Win\n#7 | 2:01") == "Minister: We Will Win"
    assert title_of("#7 | 2:01\nMinister: We Will Win\nSource: A (Iran)") == "Minister: We Will Win"
    assert (
        title_of('Apr 09, 2024\nMinister: "we will not yield"\n#7 | 2:01') == 'Minister: "we will not yield"'
    )
    assert title_of("Title: X\n#7 | 2:01") == "X"


def test_title_known_from_the_page_is_preferred() -> None:
    assert (
        title_of("Section Name Of Site\nthe real one here\n#7 | 2:01", Hints(title="the real one here"))
        == "the real one here"
    )


def test_body_begins_at_the_first_turn() -> None:
    head = read_head(
        text_lines('A Title Of Some Length\n#7 | 2:01\nHe said: "so".\nAli Sample: "Yes."'), Hints()
    )
    assert [line.text for line in head.below] == ['He said: "so".']
    assert [line.text for line in head.body] == ['Ali Sample: "Yes."']


def test_intros() -> None:
    assert all(
        map(
            is_intro,
            [
                "Following are excerpts:",
                "The following is a transcript of x",
                "以下是节选",
                "Excerpts from a sermon:",
            ],
        )
    )
    assert not is_intro("He follows: x")


def test_error_titles() -> None:
    assert is_error_title("404 Not Found")
    assert not is_error_title("Minister Found Guilty In A Case Of Some Importance To All")
