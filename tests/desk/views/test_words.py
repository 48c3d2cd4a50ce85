from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.desk.working_copy import working_copy
from dragoman.ledger.models import Entry
from dragoman.publications.models import Publication
from dragoman.transcripts.selectors import cues_of, fates_of
from dragoman.translations.selectors import translations_of
from tests.desk.browsing import errors, form_values, soup
from tests.factories import clips
from tests.factories.world import World


def clip_page(draft: Publication) -> str:
    return reverse("desk:clip", args=[draft.clip_id])


def words_address(draft: Publication) -> str:
    return reverse("desk:words", args=[draft.clip_id])


def table(client: Client, draft: Publication) -> dict[str, str]:
    return form_values(soup(client.get(clip_page(draft))), words_address(draft))


def originals(draft: Publication) -> list[tuple[str, str]]:
    return [(cue.label, cue.text) for cue in cues_of(draft.clip)]


def renderings(draft: Publication) -> list[tuple[str, str]]:
    return [(cue.label, cue.text) for track in translations_of(draft.clip) for cue in track.cues.all()]


def test_unchanged_table_saves_nothing(editor: Client, draft: Publication) -> None:
    before, entries = working_copy(draft.clip), Entry.objects.count()
    response = editor.post(words_address(draft), table(editor, draft), follow=True)
    assert [str(message) for message in response.context["messages"]] == [
        "Nothing was changed, so nothing was saved."
    ]
    assert (working_copy(draft.clip), Entry.objects.count()) == (before, entries)


def test_changed_words_times_and_speakers_are_saved(editor: Client, draft: Publication) -> None:
    values = table(editor, draft) | {
        "0-in": "0:01.250",
        "0-speaker": "Lin  Ruomei",
        "0-role": "minister",
        "1-text": "首批列车每天三班。",
        "1-into-en": "At first there will be three trains a day.",
    }
    response = editor.post(words_address(draft), values)
    assert (response.status_code, response.headers["Location"]) == (302, clip_page(draft))
    first, second, third = cues_of(draft.clip)
    assert (first.in_ms, str(first.speaker), first.role) == (1_250, "Lin Ruomei", "minister")
    assert (second.text, third.text) == ("首批列车每天三班。", "Ни одна смена не была отменена.")
    assert renderings(draft)[1] == ("2", "At first there will be three trains a day.")


def test_words_stay_letter_for_letter_through_the_form(editor: Client, draft: Publication) -> None:
    text = "<b>\"quoted\" & 'so'</b>\r\n  second line\u200f"
    editor.post(words_address(draft), table(editor, draft) | {"0-into-en": text})
    assert renderings(draft)[0] == ("1", text.replace("\r\n", "\n"))
    assert table(editor, draft)["0-into-en"] == text


def test_new_row_goes_where_its_time_says(editor: Client, draft: Publication) -> None:
    new = {"3-in": "0:06.600", "3-out": "0:06.900", "3-text": "还有。", "3-into-en": "And more."}
    editor.post(words_address(draft), table(editor, draft) | new)
    assert [label for label, _ in originals(draft)] == ["1", "4", "2", "3"]
    assert renderings(draft)[1] == ("4", "And more.")


def test_new_row_without_times_stands_after_the_sentence_it_names(editor: Client, draft: Publication) -> None:
    editor.post(words_address(draft), table(editor, draft) | {"3-after": "s1", "3-text": "Applause"})
    assert [text for _, text in originals(draft)][1] == "Applause"


def test_removed_row_takes_its_rendering_along(editor: Client, draft: Publication) -> None:
    editor.post(words_address(draft), table(editor, draft) | {"1-remove": "1"})
    assert [label for label, _ in originals(draft)] == ["1", "3"]
    assert [label for label, _ in renderings(draft)] == ["1", "3"]


def test_row_that_was_not_sent_stays(editor: Client, draft: Publication) -> None:
    values = {name: value for name, value in table(editor, draft).items() if not name.startswith("2-")}
    editor.post(words_address(draft), values | {"0-into-en": "New"})
    assert [label for label, _ in originals(draft)] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"0-in": "soon"}, "“soon” is not a time: write it like 2:06, 0:02:06 or 126.5."),
        ({"0-out": ""}, "Give both times of a sentence, or neither."),
        ({"0-in": "0:05", "0-out": "0:04"}, "This ends before it begins: the second time must be later."),
        ({"2-out": "0:20.001"}, "This is after the end of the clip, 00:00:20.000."),
        ({"0-kind": "song"}, "Choose one of the kinds in the list."),
        ({"0-relay_of": "klingon?"}, "“klingon?” is no language tag: write it like zh, fa or pt-BR."),
        ({"0-described_as": "A man"}, "Give the name, or a description in place of it; not both."),
        ({"0-of-en": "9"}, "There is no sentence s9 here."),
        ({"0-of-en": ""}, "Name the sentences it renders, at least one."),
    ],
)
def test_wrong_cell_is_named_and_nothing_is_lost(
    changed: dict[str, str], said: str, editor: Client, draft: Publication
) -> None:
    before = working_copy(draft.clip)
    values = table(editor, draft) | {"1-into-en": "Typed with care"} | changed
    response = editor.post(words_address(draft), values)
    page = soup(response)
    assert (response.status_code, errors(page)) == (422, [said])
    kept = {name: value for name, value in values.items() if name != "0-kind"}
    assert form_values(page, words_address(draft)).items() >= kept.items()
    assert working_copy(draft.clip) == before


def test_unknown_sentence_is_refused(editor: Client, draft: Publication) -> None:
    values = table(editor, draft) | {"7-label": "99", "7-text": "x"}
    response = editor.post(words_address(draft), values)
    assert response.status_code == 422
    assert soup(response).select_one(".notice").get_text(strip=True) == "There is no sentence s99 to change."


def test_conflict_shows_both_and_overwrites_neither(
    editor: Client, reviewer: Client, draft: Publication
) -> None:
    mine, theirs = table(editor, draft), table(reviewer, draft)
    reviewer.post(words_address(draft), theirs | {"0-into-en": "Theirs"})
    response = editor.post(words_address(draft), mine | {"0-into-en": "Mine", "1-into-en": "Also mine"})
    page = soup(response)
    assert response.status_code == 409
    assert renderings(draft)[0] == ("1", "Theirs")
    sent = form_values(page, words_address(draft))
    assert (sent["0-into-en"], sent["1-into-en"]) == ("Mine", "Also mine")
    assert [line.get_text(" ", strip=True) for line in page.select("#s1 .meanwhile")] == ["Theirs: Theirs"]
    editor.post(words_address(draft), sent)
    assert renderings(draft)[:2] == [("1", "Mine"), ("2", "Also mine")]


def test_conflict_names_sentences_that_came_and_went(
    editor: Client, reviewer: Client, draft: Publication
) -> None:
    mine = table(editor, draft) | {"1-into-en": "Kept by me", "0-in": "1"}
    reviewer.post(
        words_address(draft),
        table(reviewer, draft)
        | {"1-remove": "1", "3-in": "0:19.000", "3-out": "0:19.500", "3-text": "Слышен гудок."},
    )
    page = soup(editor.post(words_address(draft), mine))
    assert [line.get_text(" ", strip=True) for line in page.select(".meanwhile")] == [
        "A colleague removed this sentence meanwhile. Saving adds yours as a new one.",
        "A colleague added this sentence meanwhile.",
    ]
    editor.post(words_address(draft), form_values(page, words_address(draft)))
    assert [label for label, _ in originals(draft)] == ["1", "5", "3", "4"]


def test_attribution_note_and_alternates_are_saved(translator: Client, draft: Publication) -> None:
    values = table(translator, draft) | {
        "0-evidence": "on-screen",
        "0-certainty": "probable",
        "0-voice": "interpreter",
        "0-relay_of": "RU",
        "0-note-en": "“Night train” is the official name.",
        "0-alternates-en": "Sleepers return on 1 May. | closer to the word order\r\nSleepers are back.",
        "1-speaker": "",
        "1-role": "",
        "1-described_as": "Man in crowd",
    }
    translator.post(words_address(draft), values)
    first, second, _ = cues_of(draft.clip)
    assert (first.evidence, first.certainty, first.voice, first.relay_of) == (
        "on-screen",
        "probable",
        "interpreter",
        "ru",
    )
    assert (second.speaker, second.speaker_shown, second.has_speaker) == (None, "Man in crowd", True)
    rendering = translations_of(draft.clip)[0].cues.all()[0]
    assert (rendering.note, rendering.alternates) == (
        "“Night train” is the official name.",
        [
            {"text": "Sleepers return on 1 May.", "note": "closer to the word order"},
            {"text": "Sleepers are back.", "note": ""},
        ],
    )
    before = working_copy(draft.clip)
    translator.post(words_address(draft), table(translator, draft))
    assert working_copy(draft.clip) == before


def test_rendering_is_aligned_anew(monitor: Client, draft: Publication) -> None:
    monitor.post(words_address(draft), table(monitor, draft) | {"0-of-en": "s1 s2"})
    assert [label for label, _ in renderings(draft)] == ["4", "5", "3"]
    page = soup(monitor.get(clip_page(draft)))
    assert [hint.get_text(strip=True) for hint in page.select("#s2 .cue-elsewhere")] == [
        "English: rendered above, ins4."
    ]


def test_reworked_renderings_of_a_colleague_keep_what_was_typed(
    editor: Client, reviewer: Client, draft: Publication
) -> None:
    mine = table(editor, draft) | {"0-into-en": "Mine, typed with care"}
    theirs = table(reviewer, draft) | {"0-into-en": "Night trains | will run again.", "act": "split:1"}
    reviewer.post(words_address(draft), theirs)
    page = soup(editor.post(words_address(draft), mine))
    assert "Mine, typed with care" in page.select_one("#s1 .meanwhile").get_text()


def test_published_sentence_is_taken_out_with_a_reason(editor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    values = table(editor, out) | {"1-remove": "1"}
    page = soup(editor.post(words_address(out), values))
    assert errors(page) == ["This sentence is published. Say why it goes: readers see the reason."]
    editor.post(words_address(out), values | {"1-reason": "Said by someone else."})
    assert fates_of(out.clip) == (("2", "deleted", (), "Said by someone else."),)


def test_description_is_saved(editor: Client, draft: Publication) -> None:
    address = reverse("desk:description", args=[draft.clip_id])
    values = form_values(soup(editor.get(clip_page(draft))), address)
    editor.post(address, values | {"title": "Night trains return", "topics": "Railways, Bridges"})
    draft.clip.refresh_from_db()
    assert draft.clip.title == "Night trains return"
    assert sorted(str(topic) for topic in draft.clip.topics.all()) == ["Bridges", "Railways"]


def test_description_conflict_shows_both(editor: Client, reviewer: Client, draft: Publication) -> None:
    address = reverse("desk:description", args=[draft.clip_id])
    mine = form_values(soup(editor.get(clip_page(draft))), address)
    reviewer.post(address, mine | {"title": "Theirs"})
    response = editor.post(address, mine | {"title": "Mine"})
    page = soup(response)
    draft.clip.refresh_from_db()
    assert (response.status_code, draft.clip.title) == (409, "Theirs")
    assert page.select_one("#id_title_now span").get_text() == "Theirs"
    editor.post(address, form_values(page, address))
    draft.clip.refresh_from_db()
    assert draft.clip.title == "Mine"


def test_description_without_a_title_is_refused_beside_the_field(editor: Client, draft: Publication) -> None:
    address = reverse("desk:description", args=[draft.clip_id])
    values = form_values(soup(editor.get(clip_page(draft))), address)
    response = editor.post(address, values | {"title": " ", "summary": "Kept"})
    page = soup(response)
    assert (response.status_code, errors(page)) == (422, ["Give the clip a title."])
    assert form_values(page, address)["summary"] == "Kept"


def test_monitor_may_not_edit_what_is_published(monitor: Client, world: World) -> None:
    out = clips.published(world.editor.actor)
    assert monitor.post(words_address(out), {"seen": "x"}).status_code == 403
    assert soup(monitor.get(clip_page(out))).select_one("fieldset.cues").has_attr("disabled")
