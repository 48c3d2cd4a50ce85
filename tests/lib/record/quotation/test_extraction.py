from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record.quotation.extraction import Quoted, is_too_short, quotations_in


def texts(article):
    return [one.text for one in quotations_in(article)]


@pytest.mark.parametrize(
    "article",
    [
        "He said “one two three” then.",
        'He said "one two three" then.',
        "قال «one two three» ثم",
        "他说「one two three」。",
        "『one two three』",
        "Он сказал „one two three“ и",
        "Er sagte »one two three« dann",
        "Il dit « one two three » alors",
        "Han sade ”one two three” sedan",
        "אמר ״one two three״ אז",
        "He said ‘one two three’ then.",
        "<p>He said <q>one two three</q> then.</p>",
        "<blockquote><p>one two three</p><footer>Somebody</footer></blockquote>",
        "He said “one two three",
        "<p>He said &ldquo;one <b>two</b> three&rdquo;<script>“no”</script></p>",
    ],
)
def test_every_mark(article):
    assert texts(article) == ["one two three"]


def test_the_outer_pair_wins():
    assert texts("“He said ‘no’ to them”") == ["He said ‘no’ to them"]
    assert texts("<q>a <q>b</q> c</q>") == ["a b c"]


def test_an_apostrophe_may_or_may_not_end_it():
    assert quotations_in("‘British dogs’ owners’ said") == (
        Quoted("British dogs", ("British dogs’ owners",), "owners’ said"),
    )


def test_reopened_at_each_paragraph():
    assert texts("“One two.\n\n“Three four.” End.") == ["One two.", "Three four."]


def test_hebrew_initials_open_nothing():
    assert texts('צה"ל אמר "אחת שתיים שלוש ארבע"') == ["אחת שתיים שלוש ארבע"]


def test_title_marks_are_no_quotation():
    assert texts("《人民日报》") == []


def test_too_short():
    assert [is_too_short(text) for text in ("a b c", "a b c d", "夜间列车恢", "夜间列车恢复")] == [
        True, False, True, False,
    ]  # fmt: skip


@given(st.text(alphabet="“”\"'‘’«»„「」<>pqb/! a\n—&;", max_size=300))
def test_any_text(article):
    assert all(isinstance(one, Quoted) for one in quotations_in(article))


@pytest.mark.parametrize(
    "bomb",
    ["<q>" * 20_000, "<blockquote>" * 5_000, "<!--" * 15_000, "<script>" * 7_000, "<" * 60_000, "“" * 60_000,
     "‘a" * 30_000, "&" * 60_000, "«»" * 30_000, "[" * 60_000, "\u202e" * 60_000, "\x00" * 60_000],
)  # fmt: skip
def test_bombs(bomb):
    began = process_time()
    quotations_in(bomb)
    assert process_time() - began < 5


def test_words_between_two_quotations_belong_to_one():
    found = quotations_in("“One two three”, said Vera. Lin answered: “Four five six”, and left.")
    assert [one.nearby for one in found] == [", said Vera.", "Lin answered: , and left."]
