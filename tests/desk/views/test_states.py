from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.accounts.models import User
from dragoman.publications.models import Edition, Number, Publication
from dragoman.publications.selectors import content_of
from dragoman.publications.services import reserve_number
from dragoman.reviews.selectors import approvers_of
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.translations.services import write_translation
from tests.desk.browsing import buttons, errors, said, soup
from tests.desk.conftest import browser_of
from tests.factories import clips
from tests.factories.world import World

EVERY_ROLE = ("monitor", "translator", "reviewer", "editor", "administrator")


def act(client: Client, name: str, publication: Publication, **values: str):
    return client.post(reverse(f"desk:{name}", args=[publication.clip_id]), values, follow=True)


def seen(client: Client, publication: Publication, page: str = "clip") -> str:
    """The digest the page's form sends back."""
    answer = client.get(reverse(f"desk:{page}", args=[publication.clip_id]))
    form = soup(answer).select_one(
        "form[action$='/approve/'] input[name=seen]" if page == "clip" else "input[name=seen]"
    )
    return form["value"]


def state(publication: Publication) -> str:
    publication.refresh_from_db()
    return publication.state


def test_clip_goes_through_review_to_publication(
    monitor: Client, reviewer: Client, editor: Client, draft: Publication, world: World
) -> None:
    act(monitor, "submit", draft)
    assert state(draft) == "in review"
    act(reviewer, "approve", draft, seen=seen(reviewer, draft))
    assert approvers_of(draft.clip) == [world.reviewer.handle]
    page = soup(act(editor, "publish", draft, seen=seen(editor, draft, "publish"), accept="on"))
    assert (state(draft), said(page)) == ("published", [f"Published as No. {draft.number}."])


def test_sent_back_clip_is_a_draft_again(monitor: Client, reviewer: Client, draft: Publication) -> None:
    act(monitor, "submit", draft)
    act(reviewer, "send_back", draft)
    assert state(draft) == "draft"


def test_buttons_are_for_those_who_may(world: World, draft: Publication) -> None:
    def offered(publication: Publication) -> dict[str, list[str]]:
        address = reverse("desk:clip", args=[publication.clip_id])
        return {role: buttons(soup(browser_of(getattr(world, role)).get(address))) for role in EVERY_ROLE}

    assert offered(draft) == {
        "monitor": ["Send to review"],
        "translator": ["Send to review"],
        "reviewer": ["Send to review"],
        "editor": ["Send to review", "Publish…"],
        "administrator": ["Send to review"],
    }
    act(browser_of(world.monitor), "submit", draft)
    assert offered(draft) == {
        "monitor": [],
        "translator": [],
        "reviewer": ["Send back", "Approve"],
        "editor": ["Send back", "Approve", "Publish…"],
        "administrator": [],
    }
    assert offered(clips.published(world.editor.actor)) == {
        "monitor": [],
        "translator": [],
        "reviewer": [],
        "editor": ["Publish a new edition…", "Withdraw…"],
        "administrator": [],
    }


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("send_back", ("monitor", "translator", "administrator")),
        ("approve", ("monitor", "translator", "administrator")),
        ("publish", ("monitor", "translator", "reviewer", "administrator")),
        ("edition", ("monitor", "translator", "reviewer", "administrator")),
        ("withdraw", ("monitor", "translator", "reviewer", "administrator")),
    ],
)
def test_rules_are_asked_again_when_the_form_arrives(
    name: str, refused: tuple[str, ...], draft: Publication, world: World
) -> None:
    people: list[User] = [getattr(world, role) for role in refused]
    answers = [act(browser_of(person), name, draft, seen="x", reason="x", accept="on") for person in people]
    assert [answer.status_code for answer in answers] == [403] * len(people)
    assert (state(draft), draft.number) == ("draft", None)


def test_page_before_publication_shows_number_and_findings(
    editor: Client, draft: Publication, world: World
) -> None:
    last = clips.published(world.editor.actor)
    page = soup(editor.get(reverse("desk:publish", args=[draft.clip_id])))
    assert page.select_one(".form-head .number").get_text() == f"No. {last.number + 1}"
    assert [line.get_text(strip=True) for line in page.select(".form .findings-list li")] == [
        "Sentence s1 has other numbers in English than in the original: 1."
    ]


def test_warnings_must_be_accepted(editor: Client, draft: Publication) -> None:
    answer = act(editor, "publish", draft, seen=seen(editor, draft, "publish"))
    assert (answer.status_code, state(draft)) == (422, "draft")
    assert errors(soup(answer)) == ["Read the warnings and tick this, or go back and put them right."]


def test_words_that_changed_after_the_page_are_not_published(
    editor: Client, draft: Publication, world: World
) -> None:
    old = seen(editor, draft, "publish")
    write_transcript(clip=draft.clip, rows=[CueText("另一句。", 1_000, 2_000)], actor=world.translator.actor)
    answer = act(editor, "publish", draft, seen=old, accept="on")
    assert (answer.status_code, state(draft)) == (422, "draft")
    assert "The words changed after you opened this page." in answer.content.decode()


def test_words_that_changed_after_the_page_are_not_approved(
    reviewer: Client, monitor: Client, draft: Publication, world: World
) -> None:
    act(monitor, "submit", draft)
    old = seen(reviewer, draft)
    write_transcript(clip=draft.clip, rows=[CueText("另一句。", 1_000, 2_000)], actor=world.translator.actor)
    answer = act(reviewer, "approve", draft, seen=old)
    assert said(soup(answer)) == [
        "The words changed after you opened the page. Read them again, then approve."
    ]
    assert approvers_of(draft.clip) == []


def test_publishing_twice_gives_one_number_and_one_edition(editor: Client, draft: Publication) -> None:
    values = {"seen": seen(editor, draft, "publish"), "accept": "on"}
    act(editor, "publish", draft, **values)
    answer = act(editor, "publish", draft, **values)
    assert said(soup(answer)) == ["This clip is published already."]
    assert Edition.objects.filter(publication=draft).count() == 1


def test_new_edition_needs_kind_and_note(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    answer = act(editor, "edition", out, seen=seen(editor, out, "edition"))
    assert (answer.status_code, errors(soup(answer))) == (
        422,
        ["Say what kind of change this is.", "Say in a sentence what changed: it stands on the page."],
    )
    act(
        editor,
        "edition",
        out,
        seen=seen(editor, out, "edition"),
        kind="correction",
        public_note="The number was wrong.",
    )
    made = [(edition.ordinal, edition.kind, edition.public_note) for edition in out.editions.all()]
    assert made == [(1, "first", ""), (2, "correction", "The number was wrong.")]


def test_redaction_withholds_what_was_corrected_before(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    values = {"public_note": "A name was withheld.", "withhold": "s2, 3 title"}
    for asked, said_of in (
        ({**values, "kind": "correction"}, ["Only a redaction withholds earlier words."]),
        (
            {**values, "kind": "redaction", "withhold": "the second"},
            ["“the” names no sentence: write them like s2, s5a."],
        ),
    ):
        answer = act(editor, "edition", out, seen=seen(editor, out, "edition"), **asked)
        assert (answer.status_code, errors(soup(answer))) == (422, said_of)
    write_translation(clip=out.clip, language="en", texts={"2": "Two trains."}, actor=world.translator.actor)
    act(
        editor,
        "edition",
        out,
        seen=seen(editor, out, "edition"),
        kind="correction",
        public_note="Fewer words.",
    )
    act(editor, "edition", out, seen=seen(editor, out, "edition"), **{**values, "kind": "redaction"})
    shown = [
        [one.text for one in content_of(edition).translations[0].renderings if one.label == "2"]
        for edition in out.editions.order_by("ordinal")
    ]
    assert shown == [[""], ["Two trains."], ["Two trains."]]


def test_withdrawal_needs_a_reason_and_keeps_it(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    answer = act(editor, "withdraw", out, reason=" ")
    assert (answer.status_code, state(out)) == (422, "published")
    act(editor, "withdraw", out, reason="The speaker was misnamed.")
    assert (state(out), out.withdrawn_reason) == ("withdrawn", "The speaker was misnamed.")
    assert buttons(soup(editor.get(reverse("desk:clip", args=[out.clip_id])))) == []


def test_step_that_is_not_legal_says_why(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    assert said(soup(act(editor, "submit", out))) == ["This clip is published: it can't become in review."]


@pytest.mark.parametrize("written", ["1", "#1", " 00001 ", "No. 1", "١"])
def test_duplicate_is_withdrawn_in_favour_of_the_number_written(
    editor: Client, world: World, written: str
) -> None:
    clips.published(world.editor.actor)
    twin = clips.published(world.editor.actor)
    act(editor, "withdraw", twin, reason="Made twice.", duplicate_of=written)
    assert (state(twin), Number.objects.get(number=2).survivor_id) == ("withdrawn", 1)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("2", "A clip can't be a duplicate of itself."),
        ("3", "No. 3 is not published, so readers could not be sent there."),
        ("99", "There is no clip with the number 99."),
        ("the bridge", "“the bridge” is not a clip's number: write it like 11034 or #11034."),
        ("1 s2", "“1 s2” is not a clip's number: write it like 11034 or #11034."),
        ("<script>", "“<script>” is not a clip's number: write it like 11034 or #11034."),
        ("1" * 30, "“111111111111111111111111111111” is not a clip's number: write it like 11034 or #11034."),
    ],
)
def test_number_that_can_not_be_the_one_that_stays_says_why(
    editor: Client, draft: Publication, world: World, written: str, words: str
) -> None:
    clips.published(world.editor.actor)
    twin = clips.published(world.editor.actor)
    reserve_number(publication=draft, actor=world.editor.actor)
    answer = act(editor, "withdraw", twin, reason="Made twice.", duplicate_of=written)
    assert (answer.status_code, errors(soup(answer)), state(twin)) == (422, [words], "published")
    assert "Made twice." in answer.content.decode()
