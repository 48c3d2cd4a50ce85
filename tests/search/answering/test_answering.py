"""What readers are answered, on the engine in use."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dragoman.search.answering import answering
from dragoman.search.answering.answering import answer
from dragoman.search.answering.answers import Asked, FacetCount, Order, Passage, Run, Words
from dragoman.search.index.chosen import index
from dragoman.search.index.keeping import Readiness
from dragoman.search.index.terms import Stamp
from tests.search.index.builders import SAID, a_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def built(tmp_path, settings, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(answering, "ready", lambda: Readiness(datetime(2026, 1, 1, tzinfo=UTC)))

    def build(*documents):
        index().build(documents, Stamp(0, ""))

    return build


def found(question, **asked):
    return [hit.number for hit in answer(Asked(question, **asked)).hits]


def hits_of(words):
    """The marked stretches of each side."""
    return [[run.text for run in side.runs if run.is_hit] if side else None for side in words]


def passages(question, **asked):
    return [one for hit in answer(Asked(question, **asked)).hits for one in hit.passages]


def test_the_sentence_with_its_second_its_speaker_and_the_words_marked(built):
    built(a_document(1))
    (hit,) = answer(Asked("“selva bridge”")).hits
    assert (hit.number, hit.slug, hit.aired_on, hit.more) == (1, "clip-1", date(2022, 1, 14), 0)
    assert hit.passages == (
        Passage(
            labels=("2",),
            in_ms=2_000,
            out_ms=3_000,
            speaker="Lin Ruomei",
            speaker_slug="lin-ruomei",
            role="spokesperson",
            translation=Words(
                "en",
                (Run("The repair of the "), Run("Selva bridge", True), Run(" has entered its final stage.")),
            ),
            original=Words("zh", (Run("塞尔瓦大桥的修复工程已经进入最后阶段。"),)),
        ),
    )


@pytest.mark.parametrize(
    ("question", "label", "marked"),
    [
        ("贸易", "1", [[], ["贸易"]]),
        ("霸权主义", "1", [[], ["霸权\n主义"]]),
        ("桥", "2", [[], ["桥"]]),
        ("моста", "3", [[], ["мосту"]]),
        ("policies", "6", [["policy"], []]),
        ("police", "4", [["police"], []]),
        ("الامام", "5", [[], ["الإمام"]]),
        ("المدرسه", "5", [[], ["المدرسة"]]),
        ("میرساند", "7", [[], ["می\u200cرساند"]]),
        ("다리", "8", [[], ["다리"]]),
        ("הגשר", "9", [[], ["הגֶּשֶׁר"]]),
        ("ISTANBUL", "10", [["Istanbul"], ["İstanbul"]]),
        ("economie", "11", [["economy"], ["L’économie"]]),
        ("strasse", "12", [[], ["Straße"]]),
        ("1000", "12", [["1,000"], []]),
        ("stud*", "14", [["studio"], ["studio"]]),
        ("studios", "14", [["studio"], ["studio"]]),
    ],
)
def test_every_script(built, question, label, marked):
    built(a_document(1))
    first = passages(question)[0]
    assert first.labels == (label,)
    assert hits_of((first.translation, first.original)) == marked


def test_a_phrase_across_two_sentences_is_found_at_its_second(built):
    built(a_document(1))
    for question, marked in (
        ('"states grows the repair of"', [["States grows", "The repair of"], []]),
        ('"主义。塞尔瓦"', [[], ["主义", "塞尔瓦"]]),
    ):
        (only,) = passages(question)
        assert (only.labels, only.in_ms, only.out_ms) == (("1", "2"), 1_000, 3_000)
        assert hits_of((only.translation, only.original)) == marked
        assert only.translation.text.endswith("final stage.") and only.original.text.endswith("阶段。")


def test_words_together_are_shown_where_most_of_them_are(built):
    built(a_document(1))
    first, *others = passages("bridge closed May")
    assert (first.labels, hits_of((first.translation,))) == (("13",), [["bridge", "closed", "May"]])
    assert len(others) == 2
    assert answer(Asked("bridge")).hits[0].more == 6


def test_near_and_not(built):
    built(a_document(1), a_document(2, SAID[:2]))
    assert found("selva NEAR/2 repair") == [2, 1]
    assert found("selva NEAR/2 police") == []
    assert found("selva -police") == [2]
    assert found("selva (police OR imam)") == [1]


def test_a_speaker_is_asked_for_their_own_words(built):
    built(a_document(1, SAID[:4]))
    assert [one.labels for one in passages("bridge speaker:lin")] == [("2",)]
    assert [one.labels for one in passages("bridge speaker:vera")] == [("3",)]
    assert [one.labels for one in passages("bridge", narrowed=(("speaker", "vera-sokolskaya"),))] == [("3",)]
    assert found("police speaker:vera") == []
    assert found("police speaker:林若梅") == [1]


def test_fields_dates_and_their_remarks(built):
    built(*(a_document(number, SAID[:1]) for number in range(1, 8)))
    assert found("trade source:marsa") == [5, 3, 1, 7]
    assert found('trade source:"Meridian TV"') == [6, 4, 2]
    assert found("trade country:china") == found("trade country:CN") == [6, 4, 2]
    assert found("trade topic:travel lang:chinese") == [6, 3, 2, 7]
    assert found("trade from:2022-02 to:2022-03") == [6, 5, 4, 3]
    assert found("year:2022") == [6, 5, 4, 3, 2, 1]
    answered = answer(Asked("trade speaker:nobody"))
    assert (answered.hits, [one.text for one in answered.remarks]) == ((), ["nobody"])


def test_newest_first_page_by_page(built):
    built(*(a_document(number, SAID[:1]) for number in range(1, 26)))
    pages, cursor = [], ""
    while True:
        page = answer(Asked("trade", cursor=cursor, size=10))
        pages.append([hit.number for hit in page.hits])
        assert (page.count, page.is_more) == (25, False)
        if not (cursor := page.cursor):
            break
    dated = [number for number in range(25, 0, -1) if number % 7]
    assert [len(page) for page in pages] == [10, 10, 5]
    assert [number for page in pages for number in page] == [*dated, 21, 14, 7]


def test_best_first(built):
    often = tuple(("en", f"Line {at}.", "The bridge again." if at % 2 else "Nothing.") for at in range(12))
    built(
        a_document(1, SAID[1:2], title="The Selva bridge is repaired"),
        a_document(2, often),
        a_document(3, SAID[:2]),
        a_document(4, SAID[:1]),
    )
    assert found("bridge") == [3, 2, 1]
    assert found("bridge", order=Order.BEST) == [1, 2, 3]
    assert found("bridge", order=Order.BEST, size=2) == [1, 2]
    assert found("bridge", order=Order.BEST, size=2, cursor="2") == [3]
    assert answer(Asked("bridge", order=Order.BEST, size=2)).cursor == "2"
    assert answer(Asked("bridge", order=Order.BEST, size=2, cursor="2")).cursor == ""


def test_words_said_together_come_before_words_said_apart(built):
    apart = (SAID[1], *(("en", f"Line {at}.", "Nothing of it was said today.") for at in range(20)), SAID[12])
    built(a_document(1, SAID[12:13]), a_document(2, apart))
    assert found("bridge may", order=Order.BEST) == [1, 2]


def test_the_count_is_true_or_says_more(built, monkeypatch):
    monkeypatch.setattr(answering, "MOST_COUNTED", 5)
    built(*(a_document(number, SAID[:1]) for number in range(1, 9)))
    first = answer(Asked("trade", size=4))
    assert (first.count, first.is_more, len(first.hits)) == (5, True, 4)
    second = answer(Asked("trade", size=4, cursor=first.cursor))
    assert (second.count, second.is_more) == (5, True)
    assert [hit.number for hit in (*first.hits, *second.hits)] == [8, 6, 5, 4, 3, 2, 1, 7]


def test_facets_of_what_was_found(built):
    built(*(a_document(number, SAID[:2]) for number in range(1, 7)), a_document(8, SAID[5:6]))
    answered = answer(Asked("repair", narrowed=(("topic", "travel"),)))
    assert [hit.number for hit in answered.hits] == [6, 3, 2]
    assert answered.facets == (
        FacetCount("topic", "railways", "Railways", 3, False),
        FacetCount("topic", "travel", "Travel", 3, True),
        FacetCount("topic", "trade", "Trade", 1, False),
        FacetCount("source", "meridian-tv", "Meridian TV", 2, False),
        FacetCount("source", "marsa-tv", "Marsa TV", 1, False),
        FacetCount("language", "zh", "", 3, False),
        FacetCount("country", "CN", "", 2, False),
        FacetCount("speaker", "lin-ruomei", "Lin Ruomei", 2, False),
        FacetCount("speaker", "huda-rahal", "Huda Rahal", 1, False),
        FacetCount("speaker", "vera-sokolskaya", "Vera Sokolskaya", 1, False),
        FacetCount("year", "2022", "", 3, False),
    )
    assert answered.labels == {("topic", "travel"): "Travel"}


def test_other_names_are_looked_for_too(built):
    built(
        a_document(1, (("zh", "林若梅说话了。", "She spoke."),), voices=()),
        a_document(3, (("en", "It was Lin Ruomei.", "It was Lin Ruomei."),)),
    )
    answered = answer(Asked("lin ruomei"))
    assert ([hit.number for hit in answered.hits], answered.also) == ([3, 1], ("林若梅",))
    assert found("ruomei") == [3]
    assert found('"lin ruomei"') == [3]
    assert found("林若梅") == [3, 1]
    assert found("spoke lin ruomei OR nothing") == [1]


def test_what_was_meant(built):
    built(a_document(1))
    for question, meant in (
        ("polise", "police"),
        ("the brigde", "the bridge"),
        ("Sokolskaia", "sokolskaya"),
        ("studeo AND evning", "studio AND evening"),
        ("мсту", "мосту"),
    ):
        assert answer(Asked(question)).meant == meant
    assert answer(Asked("xyzzyq")).meant == ""
    assert answer(Asked("bridge")).meant == ""


def test_what_is_only_told_about_the_clip(built):
    built(a_document(1, SAID[:1], title="A visit to Norland", summary=("The minister travels.",)))
    (told,) = passages("norland")
    assert (told.labels, told.about, hits_of((told.translation,))) == ((), "title", [["Norland"]])
    assert passages("minister")[0].about == "summary"
    assert passages("Sokolskaya")[0].labels == ("1",), "who is looked for by name is shown speaking"


def test_nothing_asked(built):
    built(a_document(1))
    assert answer(Asked("")).hits == answer(Asked("?!")).hits == answer(Asked("()")).hits == ()
    assert found("", narrowed=(("topic", "railways"),)) == [1]


def test_what_lost_words_since_the_index_was_current_is_not_found(built, monkeypatch):
    built(*(a_document(number, SAID[:2]) for number in (1, 2, 3)))
    monkeypatch.setattr(
        answering, "ready", lambda: Readiness(datetime(2026, 1, 1, tzinfo=UTC), frozenset({2, 3}))
    )
    answered = answer(Asked("repair"))
    assert ([hit.number for hit in answered.hits], answered.count, answered.meant) == ([1], 1, "")
    assert all(one.count == 1 for one in answered.facets)
    assert found("repair", order=Order.BEST) == [1]
    assert answer(Asked("brigde")).meant == ""
