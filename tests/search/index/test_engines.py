"""The engine in use answers as the terms alone do; so both engines answer alike."""

from __future__ import annotations

from collections import Counter

import pytest

from dragoman.search.asking.meaning import meaning_of
from dragoman.search.asking.reading import read_question
from dragoman.search.index.chosen import index
from dragoman.search.index.holding import holds, newest
from dragoman.search.index.port import Words
from dragoman.search.index.terms import BREAK, Named, Shown, Stamp, number_of, tag_of
from tests.search.index.builders import SAID, a_document, documents

pytestmark = pytest.mark.django_db

KNOWN = {
    ("speaker", "lin"): ("lin-ruomei",),
    ("speaker", "vera"): ("vera-sokolskaya",),
    ("source", "marsa"): ("marsa-tv",),
    ("topic", "trade"): ("trade",),
    ("country", "CN"): ("CN",),
    ("language", "zh"): ("zh",),
    ("language", "ar"): ("ar",),
    ("year", "2022"): ("2022",),
    ("year", "2023"): ("2023",),
}
WORDS = (
    "bridge", "policy", "police", "trains", "closed", "school", "good", "1000", "贸易", "霸权主义", "桥", "大桥",
    "мост", "елки", "الامام", "مدرسه", "جسر", "پل", "다리", "גשר", "istanbul", "économie", "strasse", "ponte",
    "Lin Ruomei", "林若梅", "Meridian TV", "nothing",
)  # fmt: skip
PHRASES = (
    '"the bridge"', '"selva bridge"', '"bridge selva"', '"grows the repair"', '"中美贸易摩擦"', '"反对霸权主义"',
    '"قال الامام"', '"по мосту поезда"', '"ה גשר"', '"once more"', '"the the"', '"shall not be"',
)  # fmt: skip
WAYS = (
    "{a} {b}", "{a} OR {b}", "{a} -{b}", "-{a} -{b}", "({a} OR {b}) -closed", "{a} speaker:lin", "{a} source:marsa",
    "{a} topic:trade year:2022-2023", "{a} country:CN", "{a} lang:zh OR {b}", "{a} from:2022-06 to:2023-03",
    "NOT ({a} speaker:vera)", "({a} {b}) speaker:lin", "{a} NEAR/5 {b}", "-({a} NEAR/5 {b})",
    "{a} NEAR/30 {b} speaker:vera",
)  # fmt: skip
BEGINNINGS = ("bri*", "pol*", "мос*", "الاما*", "桥*", "i*", "стан*", "istan*", "xyz*", "bri* -clos*")
ALONE = (
    "", "speaker:lin", "lang:ar", "topic:trade -lang:zh", "from:2023", "to:2022-03", "year:2022",
    "speaker:nobody", "NOT speaker:lin",
)  # fmt: skip


def questions():
    yield from (*WORDS, *PHRASES, *BEGINNINGS, *ALONE)
    leaves = (*WORDS, *PHRASES)
    for at, way in enumerate(WAYS * 9):
        a, b = leaves[(at * 7 + at // 16) % len(leaves)], leaves[(at * 11 + at // 16 + 3) % len(leaves)]
        if "NEAR" in way:
            a, b = (f'"{one}"' if " " in one and '"' not in one else one for one in (a, b))
        yield way.format(a=a, b=b)


def values(kind, name):
    return KNOWN.get((kind, name), ())


@pytest.fixture
def built(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    index().build(documents(), Stamp(1, "a"))


def test_two_hundred_questions(built):
    asked = sorted(set(questions()))
    assert len(asked) >= 200
    docs, mistaken, found = sorted(documents(), key=lambda one: -one.docid), [], 0
    with index().reading() as reader:
        languages = reader.languages()
        for text in asked:
            meaning = meaning_of(read_question(text), languages, values)
            if meaning.node is None:
                continue
            expected = [
                one.docid
                for one in docs
                if meaning.span.first <= one.docid < meaning.span.end
                and holds(
                    meaning.node,
                    Words(one.body.words, one.body.forms, one.body.marks, one.body.turns),
                    one.tags,
                )
            ]
            answer = newest(reader, meaning.node, meaning.span, 1_000)
            found += bool(0 < len(answer) < len(docs))
            if answer != expected:
                mistaken.append((text, len(answer), len(expected)))
    assert mistaken == []
    assert found > 130, "most questions divide the archive"


def test_a_page_is_the_beginning_of_all(built):
    with index().reading() as reader:
        for text in ("bridge", "closed NEAR/5 bridge", "trains speaker:lin", "-bridge"):
            meaning = meaning_of(read_question(text), reader.languages(), values)
            every = newest(reader, meaning.node, meaning.span, 1_000)
            assert every[:3] == newest(reader, meaning.node, meaning.span, 3)


def test_bodies_come_back_whole(built):
    made = {one.docid: Shown(*(getattr(one.body, name) for name in Shown._fields)) for one in documents()}
    with index().reading() as reader:
        assert reader.bodies(list(made)) == made
        assert reader.bodies([]) == {}
        assert reader.size() == 60


def test_tags_come_back_and_are_counted(built):
    made = {one.docid: one.tags for one in documents()}
    expected = Counter(tag for tags in made.values() for tag in tags)
    with index().reading() as reader:
        assert reader.tags(list(made)) == made
        assert reader.counted(list(made)) == expected
        assert reader.counted(list(made)[:1]) == dict.fromkeys(next(iter(made.values())), 1)
        assert (reader.tags([]), reader.counted([])) == ({}, {})
    newcomer = a_document(61, topics=(("weather", "Weather"),))
    with index().changing(1_000) as writer:
        writer.remove(60)
        writer.add([newcomer])
    with index().reading() as reader:
        assert reader.counted([newcomer.docid]) == dict.fromkeys(newcomer.tags, 1)
        assert tag_of("topic", "weather") in newcomer.tags


def test_terms_that_stand_anywhere_are_known(built):
    made = frozenset(documents()[0].body.words.decode().split()) - {BREAK}
    with index().reading() as reader:
        assert reader.held([*made, "nowhere"]) == made
        assert reader.held([]) == frozenset()


def test_languages_forms_and_names(built):
    with index().reading() as reader:
        assert reader.languages() == tuple(sorted({row[0] for row in SAID} | {"en"}))
        assert [form for form, _ in reader.forms("bri")] == ["bridge"]
        lin = Named("speaker", "lin-ruomei", ("Lin Ruomei", "林若梅"))
        vera = Named("speaker", "vera-sokolskaya", ("Vera Sokolskaya", "Вера Сокольская"))
        assert reader.other_names(["林若 若梅 梅"]) == [("林若 若梅 梅", lin)]
        assert reader.other_names(["vera sokolskaya", "lin ruomei", "x"]) == [
            ("lin ruomei", lin),
            ("vera sokolskaya", vera),
        ]
        assert reader.other_names([]) == []
        assert reader.values("speaker", "", ["lin"]) == ("lin-ruomei",)
        assert reader.values("speaker", "", ["ruomei", "lin"]) == ("lin-ruomei",)
        assert reader.values("source", "", ["tv"]) == ("marsa-tv", "meridian-tv")
        assert reader.values("speaker", "vera-sokolskaya", []) == ("vera-sokolskaya",)
        assert reader.values("speaker", "", ["tv"]) == reader.values("speaker", "", []) == ()
        assert reader.values("language", "", ["chinese"]) == reader.values("language", "zh", []) == ("zh",)
        wanted = [("speaker", "lin-ruomei"), ("topic", "trade"), ("topic", "none")]
        assert reader.labels(wanted) == {
            ("speaker", "lin-ruomei"): "Lin Ruomei",
            ("topic", "trade"): "Trade",
        }
        assert reader.labels([]) == {}
        assert set(reader.known(["bridge", "brigde", "trains"])) == {"bridge", "trains"}
        assert reader.known([]) == {}


def test_what_is_taken_out_leaves_nothing(built):
    with index().changing(1_000) as writer:
        for number in range(1, 61):
            writer.remove(number)
        writer.remove(99)
        writer.scrub()
        writer.add([a_document(61, SAID[:1])])
        writer.set_stamp(Stamp(2, "b"))
    index().tidy()
    assert index().stamp() == Stamp(2, "b")
    with index().reading() as reader:
        only = meaning_of(read_question("-xyz"), reader.languages(), values)
        assert newest(reader, only.node, only.span, 9) == [a_document(61).docid]
        assert (reader.size(), reader.languages()) == (1, ("en", "zh"))
        assert reader.forms("bri") == reader.forms("mer") == []
        assert [key for key, _ in reader.other_names(["vera sokolskaya", "huda rahal"])] == [
            "vera sokolskaya"
        ]


def test_a_clip_longer_than_postgresql_keeps_positions_for(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    filler = [("en", " ".join(["bridge over water"] * 120), "x") for _ in range(60)]
    rows = (*filler, ("en", "Night trains return.", "So they do."), ("en", "Return trains night.", "No."))
    index().build([a_document(1, rows), a_document(2, filler)], Stamp(1, "a"))
    with index().reading() as reader:
        for text, found in (
            ('"night trains return"', [1]),
            ('"trains return night"', []),
            ('bridge -"night trains return"', [2]),
            ('"water bridge over"', [2, 1]),
            ("night NEAR/2 water", [1]),
            ('"clip 2"', [2]),
        ):
            meaning = meaning_of(read_question(text), reader.languages(), values)
            answer = newest(reader, meaning.node, meaning.span, 9)
            assert [number_of(docid) for docid in answer] == found, text
