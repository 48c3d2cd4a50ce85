from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.desk.working_copy import working_copy
from dragoman.publications.models import Publication
from dragoman.transcripts.selectors import cues_of, fates_of
from dragoman.translations.models import Reworking
from dragoman.translations.selectors import translations_of
from tests.desk.browsing import form_values, said, soup
from tests.desk.conftest import browser_of
from tests.factories import clips
from tests.factories.world import World

ENGLISH = "Night trains will run again from 1 May."


def page_of(draft: Publication) -> str:
    return reverse("desk:clip", args=[draft.clip_id])


def words_of(draft: Publication) -> str:
    return reverse("desk:words", args=[draft.clip_id])


def undo_of(draft: Publication) -> str:
    return reverse("desk:undo", args=[draft.clip_id])


def table(client: Client, draft: Publication) -> dict[str, str]:
    return form_values(soup(client.get(page_of(draft))), words_of(draft))


def labels(draft: Publication) -> list[str]:
    return [cue.label for cue in cues_of(draft.clip)]


def english(draft: Publication) -> list[tuple[str, str]]:
    return [(cue.label, cue.text) for cue in translations_of(draft.clip)[0].cues.all()]


def test_sentence_is_split_where_a_bar_was_typed_and_other_typing_is_saved(
    translator: Client, draft: Publication
) -> None:
    values = table(translator, draft) | {
        "0-text": "夜间列车|将从五月一日起恢复通行。",
        "1-into-en": "Two trains a day at first.",
        "act": "split:1",
    }
    response = translator.post(words_of(draft), values, follow=True)
    assert said(soup(response)) == ["s1 is now s1a and s1b; links to s1 lead to them."]
    assert [(cue.label, cue.text) for cue in cues_of(draft.clip)][:2] == [
        ("1a", "夜间列车"),
        ("1b", "将从五月一日起恢复通行。"),
    ]
    assert english(draft)[:2] == [("4", ENGLISH), ("2", "Two trains a day at first.")]


def test_bars_on_both_sides_split_both(monitor: Client, draft: Publication) -> None:
    values = table(monitor, draft) | {
        "0-text": "夜间列车|将从五月一日起恢复通行。",
        "0-into-en": "Night trains | will run again from 1 May.",
        "act": "split:1",
    }
    monitor.post(words_of(draft), values)
    assert english(draft)[:2] == [("1a", "Night trains"), ("1b", "will run again from 1 May.")]


def test_rendering_alone_is_split_and_joined_again(translator: Client, draft: Publication) -> None:
    values = table(translator, draft) | {"0-into-en": "Night trains | will run again from 1 May."}
    translator.post(words_of(draft), values | {"act": "split:1"})
    assert (labels(draft), english(draft)[0]) == (["1", "2", "3"], ("1a", "Night trains"))
    translator.post(words_of(draft), table(translator, draft) | {"act": "join-renderings:1a:en"})
    assert english(draft)[0] == ("1", ENGLISH)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"act": "split:1"}, "Type | where the sentence is to be split"),
        ({"act": "split:1", "0-text": "a|b|c"}, "Put only one |"),
        ({"act": "split:1", "0-text": "|b"}, "Split where words stand on both sides."),
        ({"act": "split:9"}, "There is no sentence s9 to split."),
        ({"act": "join:3"}, "There is no sentence after s3 to join."),
        ({"act": "join:2"}, "These sentences have different speakers"),
        ({"act": "fly:2"}, "does not know"),
    ],
)
def test_act_that_can_not_be_done_saves_nothing_and_keeps_the_typing(
    changed: dict[str, str], why: str, editor: Client, draft: Publication
) -> None:
    before = working_copy(draft.clip)
    values = table(editor, draft) | {"1-into-en": "Typed with care"} | changed
    response = editor.post(words_of(draft), values)
    page = soup(response)
    assert response.status_code == 422
    assert why in page.select_one("#words .notice").get_text()
    sent = form_values(page, words_of(draft))
    assert (sent["1-into-en"], sent["0-text"]) == ("Typed with care", values["0-text"])
    assert working_copy(draft.clip) == before


def test_join_and_put_right_again(translator: Client, draft: Publication) -> None:
    translator.post(words_of(draft), table(translator, draft) | {"act": "join:1"})
    assert labels(draft) == ["4", "3"]
    page = soup(translator.get(page_of(draft)))
    assert [one.get_text(" ", strip=True) for one in page.select(".gone-labels li")] == [
        "s1 joined to another → s4",
        "s2 joined to another → s4",
    ]
    response = translator.post(undo_of(draft), form_values(page, undo_of(draft)), follow=True)
    assert said(soup(response)) == [
        "The words are back as they were, as s4a, s4b: a label that went never returns."
    ]
    assert labels(draft) == ["4a", "4b", "3"]
    assert english(draft)[0] == ("4a", ENGLISH)
    assert [label for label, *_ in fates_of(draft.clip)] == ["1", "2", "4"]


def test_taken_out_words_come_back_as_a_new_sentence(monitor: Client, draft: Publication) -> None:
    monitor.post(words_of(draft), table(monitor, draft) | {"1-remove": "1", "1-reason": "Said twice."})
    assert labels(draft) == ["1", "3"]
    monitor.post(undo_of(draft), {"reworking": Reworking.objects.get().pk})
    assert labels(draft) == ["1", "4", "3"]
    assert fates_of(draft.clip) == (("2", "deleted", (), "Said twice."),)


@pytest.mark.parametrize("asked", ["", "x", "-1", "9" * 30, "999"])
def test_nothing_to_put_right(asked: str, editor: Client, draft: Publication) -> None:
    assert editor.post(undo_of(draft), {"reworking": asked}).status_code == 404


def test_what_was_changed_since_is_not_overwritten(editor: Client, draft: Publication) -> None:
    editor.post(words_of(draft), table(editor, draft) | {"act": "join:1"})
    editor.post(words_of(draft), table(editor, draft) | {"0-text": "别的话。"})
    response = editor.post(undo_of(draft), {"reworking": Reworking.objects.get().pk}, follow=True)
    assert said(soup(response))[-1:] == ["The words of s4 were changed since: split it by hand."]


def test_strangers_and_outsiders_change_nothing(client: Client, world: World, draft: Publication) -> None:
    before = working_copy(draft.clip)
    outsider = browser_of(world.outsider)
    for address in (undo_of(draft), words_of(draft)):
        assert client.post(address, {"act": "join:1"}).status_code == 302
        assert outsider.post(address, {"act": "join:1"}).status_code == 403
    assert working_copy(draft.clip) == before


def test_monitor_may_not_rework_what_is_published(monitor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    assert monitor.post(undo_of(out), {"reworking": "1"}).status_code == 403
    assert monitor.post(words_of(out), {"act": "join:1"}).status_code == 403
