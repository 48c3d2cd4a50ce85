from __future__ import annotations

from dragoman.lib.corpus.sentences import Pair, pairs_of
from tests.lib.corpus.corpora import CORPUS, SAID


def test_pairs_join_what_belongs_together_and_leave_out_what_is_not_translated():
    english, portuguese = CORPUS.renderings[:3], CORPUS.renderings[3:]
    assert pairs_of(CORPUS, "en") == (Pair(SAID[:2], english[:1]), Pair(SAID[2:3], english[1:]))
    assert pairs_of(CORPUS, "pt") == (Pair(SAID[:1], portuguese[:1]), Pair(SAID[2:3], portuguese[1:]))
    assert pairs_of(CORPUS, "fr") == ()


def test_languages_are_those_spoken_and_then_those_translated_into():
    assert (CORPUS.said, CORPUS.languages) == (SAID, ("zh", "ru", "en", "pt"))
