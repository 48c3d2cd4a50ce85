from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.clips.models import Clip
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import COMMAND_LINE
from dragoman.lib.pages import PageClip, PageSource, PageTurn, read_page
from dragoman.pipeline.moving_in import MovedIn, Outcome, move_in
from dragoman.publications.models import Number, Publication
from dragoman.publications.selectors import at_old_address, content_of

pytestmark = pytest.mark.django_db

PAGE = PageClip(
    number=5612,
    title="A farmer on the earliest wheat harvest he remembers",
    aired_on=date(2024, 4, 9),
    duration_ms=201_000,
    sources=(PageSource("Radio Varzan", "Varzan"), PageSource("Al-Jazeera", "Qatar", "QA")),
    intro="Following are excerpts.",
    summary=("The rain came on time.", "The wheat ripened."),
    turns=(
        PageTurn("Farhad Danesh", "farmer", ("The rain came.", "We share the harvesters.")),
        PageTurn("Interviewer", "", ("Why?",)),
    ),
    warnings=(),
)


def move(page=PAGE):
    return move_in(page=page, language="en", actor=COMMAND_LINE)


def test_page_becomes_a_published_clip_under_its_old_number():
    assert move() == MovedIn(Outcome.NEW, 5612)
    content = content_of(Publication.objects.get(number=5612).editions.get())
    assert (content.title, content.aired_on, content.duration_ms, content.intro, content.summary) == (
        PAGE.title,
        PAGE.aired_on,
        201_000,
        PAGE.intro,
        PAGE.summary,
    )
    assert [(s.name, s.country, s.place_name) for s in content.sources] == [
        ("Radio Varzan", "", "Varzan"),
        ("Al-Jazeera", "QA", ""),
    ]
    voices = {voice.key: (voice.name, voice.role) for voice in content.voices}
    texts = {rendering.of[0]: rendering.text for rendering in content.translations[0].renderings}
    assert [
        (voices[line.voice], line.text, line.in_ms, texts[line.label], line.opens_paragraph)
        for line in content.lines
    ] == [
        (("Farhad Danesh", "farmer"), "", None, "The rain came.", False),
        (("Farhad Danesh", "farmer"), "", None, "We share the harvesters.", True),
        (("Interviewer", ""), "", None, "Why?", False),
    ]


@pytest.mark.parametrize(
    ("intro", "convention"), [("Following are excerpts from an interview.", "excerpts"), ("", "")]
)
def test_convention_is_only_what_the_page_says(intro, convention):
    move(replace(PAGE, intro=intro))
    assert Clip.objects.get().convention == convention


def test_moving_in_twice_changes_nothing():
    move()
    lines = Entry.objects.count()
    assert move() == MovedIn(Outcome.UNCHANGED, 5612)
    assert (Entry.objects.count(), Clip.objects.count()) == (lines, 1)


def test_warnings_do_not_make_it_another_page():
    move()
    assert move(replace(PAGE, warnings=("Line 3: something.",))).outcome == Outcome.UNCHANGED


def test_taken_number_is_left_as_it_is():
    move()
    moved = move(replace(PAGE, title="Other words"))
    assert (moved.outcome, moved.number) == (Outcome.CONFLICT, 5612)
    assert "left as it is" in moved.problem
    assert (Clip.objects.count(), Number.objects.count()) == (1, 1)


def test_page_without_a_number_gets_the_next():
    move()
    assert move(replace(PAGE, number=None, title="Another")) == MovedIn(Outcome.NEW, 5613)
    assert move(replace(PAGE, number=None, title="Another")) == MovedIn(Outcome.UNCHANGED, 5613)


def test_impossible_number_brings_nothing_in():
    moved = move(replace(PAGE, number=10**12))
    assert (moved.outcome, Clip.objects.count(), Number.objects.count()) == (Outcome.CONFLICT, 0, 0)


def test_page_with_a_name_that_does_not_fit_is_left_out_and_said():
    moved = move(replace(PAGE, turns=(PageTurn("x" * 201, "", ("Words.",)),)))
    assert (moved.outcome, Clip.objects.count(), Number.objects.count()) == (Outcome.CONFLICT, 0, 0)
    assert "longer than 200 characters" in moved.problem


def test_page_with_next_to_nothing_comes_in():
    bare = PageClip(7, "A title", None, None, (), "", (), (), ())
    assert move(bare) == MovedIn(Outcome.NEW, 7)


def test_real_page(shared):
    page = read_page((shared / "data/pages/clip-11045.txt").read_bytes()).clips[0]
    assert move(page) == MovedIn(Outcome.NEW, 11045)
    publication = Publication.objects.get(number=11045)
    assert publication.slug.startswith("chinese-president-xi-jinping-meets")
    assert publication.card["sources"] == [["CCTV", "cctv", "CN", ""]]


def test_old_address_leads_to_the_clip():
    move(replace(PAGE, address="https://old.example/page.asp?id=5612"))
    assert at_old_address("/page.asp", "id=5612").number == 5612


def test_old_address_of_a_page_that_came_in_without_one_is_added():
    move()
    again = replace(PAGE, address="https://old.example/clip/5612.htm")
    assert move(again) == MovedIn(Outcome.UNCHANGED, 5612)
    lines = Entry.objects.count()
    assert move(again) == MovedIn(Outcome.UNCHANGED, 5612)
    assert (at_old_address("/clip/5612.htm", "").number, Entry.objects.count()) == (5612, lines)


@pytest.mark.parametrize("address", ["https://old.example/", "javascript:alert(1)", "/clips/5612"])
def test_address_that_can_not_be_kept_is_said_and_the_page_comes_in(address):
    moved = move(replace(PAGE, address=address))
    assert (moved.outcome, moved.number, moved.problem) == (Outcome.NEW, 5612, "")
    assert moved.remark.startswith("Its old address was not kept. ")


def test_address_of_another_clip_stays_with_that_one():
    move(replace(PAGE, address="/archive.htm"))
    moved = move(replace(PAGE, number=5613, title="Another", address="/archive.htm"))
    assert "leads to another clip already (#5612)" in moved.remark
    assert at_old_address("/archive.htm", "").number == 5612
