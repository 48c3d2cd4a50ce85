from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("transcripts", "0002_labels_evidence_context")]
    operations = [
        migrations.AddField(
            model_name="cue",
            name="described_as",
            field=models.CharField(
                blank=True, help_text="who is heard, where no name is given", max_length=200
            ),
        ),
    ]
