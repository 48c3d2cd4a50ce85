from __future__ import annotations

from datetime import date

import pytest

from dragoman.catalogue.errors import DatesReversed, NameTaken, RoleMissing, UnknownLanguageTag
from dragoman.catalogue.models import SpeakerRole
from dragoman.catalogue.profiles import (
    RoleNote,
    SpeakerDescription,
    TopicDescription,
    describe_speaker,
    describe_topic,
    note_role,
    remove_role,
)
from dragoman.catalogue.services import file_speaker, file_topics
from dragoman.ledger.models import Entry
from dragoman.ledger.terms import SYSTEM

pytestmark = pytest.mark.django_db


def acts():
    return list(Entry.objects.order_by("seq").values_list("act", flat=True))


def test_person_is_described_and_found_by_every_spelling():
    lin = file_speaker(name="Lin Ruomei")
    said = SpeakerDescription(
        " Lin  Ruomei ", "林若梅", "ZH", ("Lin Jo-mei", "Lin Jo-mei", "Lin Ruomei", " ")
    )
    lin = describe_speaker(speaker=lin, said=said, actor=SYSTEM)
    assert (lin.name, lin.name_original, lin.language, lin.aliases) == (
        "Lin Ruomei",
        "林若梅",
        "zh",
        ["Lin Jo-mei"],
    )
    assert file_speaker(name="lin jo-MEI") == lin
    describe_speaker(speaker=lin, said=said, actor=SYSTEM)
    assert acts() == ["speaker.described"]


@pytest.mark.parametrize(("name", "error"), [("Vera", NameTaken), (" ", NameTaken)])
def test_name_is_one_persons(name, error):
    file_speaker(name="Vera")
    with pytest.raises(error):
        describe_speaker(speaker=file_speaker(name="Lin"), said=SpeakerDescription(name), actor=SYSTEM)


def test_language_that_is_none_is_refused():
    with pytest.raises(UnknownLanguageTag):
        describe_speaker(
            speaker=file_speaker(name="Lin"), said=SpeakerDescription("Lin", language="??"), actor=SYSTEM
        )


def test_role_is_noted_once_and_taken_out():
    lin = file_speaker(name="Lin", role="told with a clip")
    note = RoleNote("Minister", date(2020, 1, 1), None, "Gazette 7")
    role = note_role(speaker=lin, note=note, actor=SYSTEM)
    assert note_role(speaker=lin, note=note, actor=SYSTEM) == role
    assert list(SpeakerRole.objects.values_list("role", "is_noted").order_by("pk")) == [
        ("told with a clip", False),
        ("Minister", True),
    ]
    remove_role(role=role, actor=SYSTEM)
    assert acts() == ["speaker.role_noted", "speaker.role_removed"]


@pytest.mark.parametrize(
    ("note", "error"),
    [(RoleNote(" "), RoleMissing), (RoleNote("Mayor", date(2021, 1, 1), date(2020, 1, 1)), DatesReversed)],
)
def test_role_that_says_nothing_is_refused(note, error):
    with pytest.raises(error):
        note_role(speaker=file_speaker(name="Lin"), note=note, actor=SYSTEM)


def test_topic_is_described_and_keeps_its_address():
    rail, fish = file_topics(names=["Railways", "Fishing"])
    said = TopicDescription("Rail", "铁路", "zh", "Trains.\n\nStations.")
    rail = describe_topic(topic=rail, said=said, actor=SYSTEM)
    assert (rail.name, rail.slug, rail.description) == ("Rail", "railways", "Trains.\n\nStations.")
    with pytest.raises(NameTaken):
        describe_topic(topic=fish, said=TopicDescription("RAIL"), actor=SYSTEM)
    assert acts() == ["topic.described"]
