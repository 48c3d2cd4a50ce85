from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.cue_ids import Resolved
from dragoman.transcripts.labels import decide_fates, note_given
from dragoman.transcripts.models import CueLabel
from dragoman.transcripts.selectors import cues_of, fates_of, resolve_label
from dragoman.transcripts.services import CueText, write_transcript
from dragoman.transcripts.triggers import statements
from tests.factories.clips import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip():
    return draft(SYSTEM).clip


def test_labels_are_noted_as_they_are_given_out(clip):
    assert list(CueLabel.objects.filter(clip=clip).values_list("label", "fate")) == [
        ("1", ""),
        ("2", ""),
        ("3", ""),
    ]


def test_sentence_left_out_of_the_track_leads_to_a_tombstone(clip):
    rows = [CueText(cue.text, label=cue.label, language=cue.language) for cue in cues_of(clip)]
    write_transcript(clip=clip, rows=rows[1:], actor=SYSTEM)
    assert fates_of(clip) == (("1", "deleted", (), ""),)
    assert resolve_label(clip, "1") == Resolved(())
    assert resolve_label(clip, "2") == Resolved(("2",))
    assert resolve_label(clip, "4") is None


@pytest.mark.parametrize(
    "change", [{"fate": "merged"}, {"successors": ["2"]}, {"fate": ""}, {"reason": "other"}, {"label": "9"}]
)
def test_database_refuses_a_second_say_about_a_label(clip, change):
    decide_fates(clip, {"1": ("deleted", (), "Said twice.")})
    with pytest.raises(DatabaseError, match="decided once"), transaction.atomic():
        CueLabel.objects.filter(clip=clip, label="1").update(**change)
    assert fates_of(clip) == (("1", "deleted", (), "Said twice."),)


def test_database_refuses_that_a_living_label_becomes_another(clip):
    with pytest.raises(DatabaseError, match="decided once"), transaction.atomic():
        CueLabel.objects.filter(clip=clip, label="2").update(label="7")


def test_database_refuses_a_fresh_row_in_the_place_of_a_decided_one(clip):
    decide_fates(clip, {"1": ("deleted", (), "")})
    with pytest.raises(DatabaseError), transaction.atomic():
        CueLabel.objects.create(clip=clip, label="1")
    if connection.vendor != "sqlite":
        return
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT OR REPLACE INTO transcripts_cuelabel (clip_id, label, fate, successors, reason, given_at)"
            " VALUES (%s, '1', '', '[]', '', '2026-01-01')",
            [clip.pk],
        )


def test_triggers_stand_after_all_migrations():
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        standing = {name for (name,) in cursor.fetchall()}
    wanted = {name for name, sql in statements(connection.vendor).items() if sql.startswith("CREATE TRIGGER")}
    assert wanted <= standing


def test_noting_a_label_twice_changes_nothing(clip):
    note_given(clip, ["1", "1", "4"])
    assert list(CueLabel.objects.filter(clip=clip).values_list("label", flat=True)) == ["1", "2", "3", "4"]


def test_labels_of_an_older_database_are_noted_with_those_that_went(clip):
    rows = [CueText(cue.text, label=cue.label, language=cue.language) for cue in cues_of(clip)]
    write_transcript(clip=clip, rows=rows[1:], actor=SYSTEM)
    CueLabel.objects.all().delete()
    migration = import_module("dragoman.transcripts.migrations.0004_labels_given_out")
    migration.note_labels(apps, None)
    migration.note_labels(apps, None)
    # English still has the rendering of s1 here: whatever a sentence carries is alive.
    assert list(CueLabel.objects.order_by("pk").values_list("label", "fate")) == [
        ("2", ""),
        ("3", ""),
        ("1", ""),
    ]
    write_transcript(clip=clip, rows=[], actor=SYSTEM)
    assert [label for label, *_ in fates_of(clip)] == ["2", "3"]
