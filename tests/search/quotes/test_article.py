"""The whole check against real editions: published, corrected, redacted, withdrawn."""

from __future__ import annotations

import pytest

from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.quotes.article import check_text, example
from dragoman.search.quotes.file import current_path, open_file
from dragoman.search.quotes.index import follow, forget, rebuild
from dragoman.search.quotes.request import MOST_CHARACTERS, Request, TooMuch
from dragoman.search.quotes.terms import Join, Verdict
from dragoman.translations.services import write_translation
from tests.factories.clips import published

pytestmark = pytest.mark.django_db
SENTENCE = "At first there will be two trains a day."


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


def check(text, **asked):
    return check_text(Request(text, **asked)).results


def verdict(text, **asked):
    return [one.verdict for one in check(text, **asked)]


def correct(clip, world, text, kind=EditionKind.CORRECTION, label="2"):
    write_translation(clip=clip.clip, language="en", texts={label: text}, actor=world.translator.actor)
    publish_clip(publication=clip, actor=world.editor.actor, change=Change(kind, "One a day, it turned out."))


def test_exact(clip):
    (found,) = check(SENTENCE)
    assert (found.verdict, found.place.number, found.place.labels, found.place.speaker, found.place.side) == (
        Verdict.EXACT, 1, ("2",), "Lin Ruomei", "translation",
    )  # fmt: skip
    assert [(one.language, one.text) for one in found.place.beside] == [("zh", "首批列车每天两班。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“AT FIRST — there will be two trains a day”", Verdict.EXACT),
        ("首批列车每天两班", Verdict.EXACT),
        ("there will be two trains", Verdict.PART),
        ("At first […] two trains a day", Verdict.SHORTENED),
        ("At first there will be three trains a day.", Verdict.ALTERED),
        ("Night trains will run again from 1 May. At first there will be two trains a day.", Verdict.JOINED),
        ("The cow jumped over a very green moon", Verdict.NOT_FOUND),
        ("two trains", Verdict.TOO_SHORT),
        ("not a single shift was cancelled", Verdict.EXACT),
        ("a single shift was cancelled", Verdict.PART),
    ],
)
def test_verdicts(clip, text, expected):
    assert verdict(text) == [expected]


def test_the_difference_is_shown(clip):
    (found,) = check("At first there will be three trains a day.")
    assert [(piece.fate, piece.text.strip()) for piece in found.difference if piece.fate != "same"] == [
        ("deleted", "two"),
        ("inserted", "three"),
    ]
    assert found.edits == 1


def test_neighbours_joined(clip):
    (found,) = check("trains will run again from 1 May. At first there will be")
    assert (found.verdict, found.join, found.place.labels) == (Verdict.JOINED, Join.NEIGHBOURS, ("1", "2"))


def test_what_is_left_out_is_marked(clip):
    (found,) = check("Night trains will run […] May")
    assert [(one.text, one.denies, one.has_number) for one in found.left_out] == [
        ("again from 1", False, True)
    ]


def test_superseded_within_the_next_question(clip, world):
    assert verdict(SENTENCE) == [Verdict.EXACT]
    correct(clip, world, "At first there will be one train a day.")
    (found,) = check(SENTENCE)
    assert (found.verdict, found.now, found.note) == (
        Verdict.SUPERSEDED,
        "At first there will be one train a day.",
        "One a day, it turned out.",
    )
    assert verdict("At first there will be one train a day.") == [Verdict.EXACT]


def test_redacted_words_leave_the_index(clip, world):
    correct(clip, world, "Somebody of 12 River Street says two trains.")
    assert verdict("Somebody of 12 River Street says two trains.") == [Verdict.EXACT]
    correct(clip, world, "She says two trains.", EditionKind.REDACTION)
    assert verdict("Somebody of 12 River Street says something else") == [Verdict.NOT_FOUND]
    for file in current_path().parent.glob("index-*"):
        assert b"River Street" not in file.read_bytes()


def test_forget(clip):
    assert verdict(SENTENCE) == [Verdict.EXACT]
    assert forget(1, 1, "2") == 2
    assert verdict("there will be two trains a day") == [Verdict.NOT_FOUND]
    assert b"two trains" not in current_path().read_bytes()


def test_withdrawn(clip, world):
    assert verdict(SENTENCE) == [Verdict.EXACT]
    withdraw_publication(publication=clip, reason="Published by mistake.", actor=world.editor.actor)
    (found,) = check(SENTENCE)
    assert (found.verdict, found.withdrawn, found.reason, found.place) == (
        Verdict.RETRACTED, 1, "Published by mistake.", None,
    )  # fmt: skip
    assert b"two trains" not in current_path().read_bytes()


def test_speaker(clip):
    assert verdict(SENTENCE, speaker="Vera Sokolskaya") == [Verdict.WRONG_SPEAKER]
    assert verdict(SENTENCE, speaker="Lin Ruomei") == [Verdict.EXACT]
    assert verdict(f"“{SENTENCE}”, said Vera Sokolskaya.") == [Verdict.WRONG_SPEAKER]
    assert verdict(f"“{SENTENCE}”, said Lin Ruomei.") == [Verdict.EXACT]


def test_number(clip):
    assert verdict(SENTENCE, number=1) == [Verdict.EXACT]
    assert verdict(SENTENCE, number=2) == [Verdict.NOT_FOUND]


def test_article(clip):
    article = f"<p>He said <q>{SENTENCE}</q> and “not a single train was cancelled” and ‘no’.</p>"
    assert verdict(article) == [Verdict.EXACT, Verdict.ALTERED, Verdict.TOO_SHORT]


def test_rebuilt_index_says_the_same(clip, world):
    correct(clip, world, "At first there will be one train a day.")
    before = check(SENTENCE)
    first = current_path()
    assert rebuild() == 7
    assert current_path() != first
    assert not first.exists()
    assert check(SENTENCE) == before


def test_a_change_cut_short_leaves_the_index_as_it_was(clip, world, monkeypatch):
    assert verdict(SENTENCE) == [Verdict.EXACT]
    correct(clip, world, "At first there will be one train a day.")
    monkeypatch.setattr("dragoman.search.quotes.index.write_meta", _fails)
    with pytest.raises(ZeroDivisionError):
        follow()
    with open_file(current_path()) as index:
        assert index.execute("SELECT COUNT(*) FROM lines").fetchone() == (6,)
    monkeypatch.undo()


def _fails(*_):
    raise ZeroDivisionError


def test_example_and_limits(clip):
    assert example().side == "translation"
    with pytest.raises(TooMuch):
        check("a" * (MOST_CHARACTERS + 1))


@pytest.mark.parametrize(
    "text", ["\x00\x01 one two three four", "\u202e" * 200, "“" * 5_000, "''''", "%s {} ' OR 1=1 --"]
)
def test_hostile_text(clip, text):
    check(text)
