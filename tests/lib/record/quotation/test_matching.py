from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from dragoman.lib.record.quotation.matching import Alignment, align, find_all, longest_head, longest_tail
from dragoman.lib.record.quotation.pieces import pieces_of
from dragoman.lib.record.quotation.words import words_of

LINE = words_of("the trains will run again from the first of May")
WORD = st.text("abc", min_size=1, max_size=2)
SENTENCE = st.lists(WORD, min_size=2, max_size=12)


def test_pieces_in_order():
    assert find_all(pieces_of("trains will … of may").runs, LINE) == ((1, 3), (8, 10))
    assert find_all(pieces_of("of may … trains will").runs, LINE) is None


def test_longest_head():
    assert longest_head(words_of("the first of June"), LINE) == (6, 9)
    assert longest_head(words_of("June"), LINE) == (0, 0)


def test_longest_tail():
    assert longest_tail(words_of("it says from the first"), LINE) == 3
    assert longest_tail(words_of("June"), LINE) == 0


def test_alignment():
    assert align(words_of("trains might run from the first"), LINE) == Alignment(2, 5, 2, 1, 8)
    assert align((), LINE) is None


@given(SENTENCE, st.data())
def test_a_whole_sentence_with_a_word_changed_is_never_exact(words, data):
    """Added, dropped or changed: never exact for that sentence as a whole."""
    at = data.draw(st.integers(0, len(words) - 1))
    word = data.draw(WORD)
    how = data.draw(st.sampled_from(["add", "drop", "change"]))
    changed = list(words)
    if how == "add":
        changed.insert(at, word)
    elif how == "drop":
        del changed[at]
    else:
        changed[at] = word
    assume(changed != words)
    line = words_of(" ".join(words))
    assert find_all([words_of(" ".join(changed))], line) != ((0, len(line)),)


DRESS = st.sampled_from([" ", "  ", " — ", ", ", " “", "” ", "\u00a0", "; ", "\n", " - "])


@given(SENTENCE, st.data())
def test_folded_differences_keep_it_exact(words, data):
    dressed = "".join(
        (word.upper() if data.draw(st.booleans()) else word) + data.draw(DRESS) for word in words
    )
    line = words_of(" ".join(words))
    assert find_all([words_of(dressed)], line) == ((0, len(line)),)


@given(SENTENCE, SENTENCE)
def test_exact_only_where_the_words_stand(quoted, words):
    spans = find_all([words_of(" ".join(quoted))], words_of(" ".join(words)))
    assert (spans is not None) == (f" {' '.join(quoted)} " in f" {' '.join(words)} ")
