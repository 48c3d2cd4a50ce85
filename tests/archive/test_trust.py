from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import override

from dragoman.archive.reading import reading_for
from dragoman.archive.trust import trust_sentences
from tests.archive.builders import a_clip, a_content, a_line, by_machine


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def said(content, **changes):
    return [str(one) for one in trust_sentences(a_clip(content, **changes), reading_for(content, "en"))]


def test_people_are_named():
    assert said(a_content()) == [
        "Transcribed by <bdi>Tomas Hale</bdi>.",
        "Translated from Chinese and Russian by <bdi>Mara Lindqvist</bdi>.",
        "Reviewed by <bdi>Ines Okafor</bdi>.",
    ]


def test_machine_work_is_called_that():
    assert said(by_machine(a_content())) == [
        "Transcribed by machine.",
        "Translated from Chinese and Russian by machine.",
        '<span class="caution">Not yet reviewed by a person.</span>',
    ]


def test_people_without_a_printed_name_are_of_the_desk():
    assert said(a_content(), names={})[1:] == [
        "Translated from Chinese and Russian by <bdi>a member of the desk</bdi>.",
        "Reviewed by <bdi>a member of the desk</bdi>.",
    ]


def test_machine_corrected_by_hand_says_both():
    content = a_content()
    lines = (replace(content.lines[0], origin="machine", person=""), *content.lines[1:])
    track = content.translations[0]
    renderings = (replace(track.renderings[0], origin="machine", translator=""), *track.renderings[1:])
    mixed = replace(content, lines=lines, translations=(replace(track, renderings=renderings),), reviewers=())
    assert said(mixed) == [
        "Transcribed by machine, with corrections by <bdi>Tomas Hale</bdi>.",
        "Translated by <bdi>Mara Lindqvist</bdi> and, where a sentence is marked, by machine.",
        '<span class="caution">Not yet reviewed by a second person.</span>',
    ]


def test_text_of_an_earlier_archive_says_what_is_not_at_hand():
    content = a_content(transcribers=(), translators=(), reviewers=())
    lines = tuple(replace(line, text="", origin="imported") for line in content.lines)
    track = content.translations[0]
    renderings = tuple(replace(one, origin="imported", translator="") for one in track.renderings)
    imported = replace(content, lines=lines, translations=(replace(track, renderings=renderings),))
    assert said(imported) == [
        "The translation comes from the earlier archive.",
        "The words in the original language are not at hand.",
        '<span class="caution">Not yet reviewed by a person.</span>',
    ]


def test_missing_steps_are_said():
    assert said(a_content(lines=(), translations=())) == [
        "No transcript yet: a person still has to write it."
    ]
    assert said(a_content(lines=(a_line("1"),), translations=()))[1] == "Not translated yet."


def test_names_are_escaped():
    assert (
        said(a_content(), names={"p-transcriber1": "<script>"})[0]
        == "Transcribed by <bdi>&lt;script&gt;</bdi>."
    )


@pytest.mark.parametrize(
    ("origin", "label"),
    [
        ("upload", "Not verified on air: from a re-upload."),
        ("unknown", "Not verified on air: where the recording comes from is not known."),
    ],
)
def test_what_did_not_come_off_the_air_is_labelled_first(origin, label):
    content = a_content(recording_origin=origin)
    assert said(content) == [f'<span class="caution">{label}</span>', *said(a_content())]
    assert said(replace(content, lines=(), translations=()))[0] == f'<span class="caution">{label}</span>'


@pytest.mark.parametrize("origin", ["", "broadcast", "of a later version"])
def test_captured_broadcast_needs_no_label(origin):
    assert said(a_content(recording_origin=origin)) == said(a_content())
