from __future__ import annotations

from typing import Any

from django.db import migrations
from django.utils import timezone

from dragoman.transcripts.triggers import statements


def note_labels(apps: Any, schema_editor: Any) -> None:
    """Every label given out so far: those that are carried, and those of sentences that were taken out."""
    label_model = apps.get_model("transcripts", "CueLabel")
    transcripts = apps.get_model("transcripts", "Transcript")
    rendered = apps.get_model("translations", "TranslatedCue")
    now = timezone.now()
    for transcript in transcripts.objects.iterator():
        clip_id = transcript.clip_id
        known = set(label_model.objects.filter(clip_id=clip_id).values_list("label", flat=True))
        carried = list(transcript.cues.order_by("position").values_list("label", flat=True))
        carried += rendered.objects.filter(translation__clip_id=clip_id).values_list("label", flat=True)
        carried = list(dict.fromkeys(carried))
        gone = [str(at) for at in range(1, transcript.next_label) if str(at) not in set(carried)]
        rows = [label_model(clip_id=clip_id, label=label) for label in carried if label not in known]
        rows += [
            label_model(clip_id=clip_id, label=label, fate="deleted", decided_at=now)
            for label in gone
            if label not in known
        ]
        label_model.objects.bulk_create(rows)


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor).values():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0003_described_as"), ("translations", "0002_alternates")]
    operations = [
        migrations.RunPython(note_labels, migrations.RunPython.noop),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
