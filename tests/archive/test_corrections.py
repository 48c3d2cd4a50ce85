from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from dragoman.archive.corrections import fact_in_words
from dragoman.corrections.services import Decision, Told, decide_report, report_problem
from dragoman.corrections.terms import ReportState
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.translations.services import write_translation
from tests.factories.clips import published

ANSWER = "The audio says <i>May</i>."


@pytest.fixture
def clip(world):
    publication = published(world.translator.actor)
    told = Told("translation", "It says June, you liars.", "1", name="Nadia", email="nadia@example.org")
    report = report_problem(publication=publication, told=told)
    decision = Decision(ReportState.NOT_UPHELD, ANSWER)
    decide_report(report=report, decision=decision, person=world.reviewer)
    return publication


def section(client, path):
    return BeautifulSoup(client.get(path, follow=True).content, "lxml").select_one("#disputes")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/clips/1", "/clips/1/s1"])
def test_what_was_contested_in_vain_is_answered_in_public(client, clip, path):
    shown = section(client, path)
    assert (ANSWER in shown.text, "liars" in shown.text, "Nadia" in shown.text) == (True, False, False)
    assert shown.select_one(".correction a")["href"].endswith("#s1")


@pytest.mark.django_db
def test_other_sentences_and_older_editions_have_no_answer(client, clip, world):
    assert section(client, "/clips/1/s2") is None
    texts = {"1": "Night trains will run again from 1 June."}
    write_translation(clip=clip.clip, language="en", texts=texts, actor=world.translator.actor)
    change = Change(EditionKind.CORRECTION, "June.")
    publish_clip(publication=clip, actor=world.editor.actor, change=change)
    assert section(client, "/clips/1/editions/1") is None
    assert section(client, "/clips/1") is not None


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (("time", "1000-2000", "1500-2000"), "Time: 0:01–0:02, now 0:01–0:02."),
        (("certainty", "certain", ""), "Certainty of the speaker: certain, now none."),
        (("reviewers", "a", "b"), ""),
    ],
)
def test_facts_are_told_as_sentences(fact, words):
    assert fact_in_words(*fact) == words
