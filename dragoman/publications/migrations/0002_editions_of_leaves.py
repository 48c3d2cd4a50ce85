from typing import Any

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
    ("first", "first edition"),
    ("addition", "addition"),
    ("typo", "spelling"),
    ("clarification", "clarification"),
    ("correction", "correction"),
    ("retraction", "retraction"),
    ("redaction", "redaction"),
    ("withdrawal", "withdrawal"),
]


def refuse_early_editions(apps: Any, schema_editor: Any) -> None:
    """Editions can't be rewritten, and those of the first development version have no leaves."""
    if apps.get_model("publications", "Edition").objects.exists():
        raise RuntimeError(
            "This archive was made by a development version from before the first release, whose editions can't "
            "be carried on. Keep the data folder, start with a new one (make clean for the demonstration) and "
            "move the clips in again: docs/how-to/move-in.md."
        )


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]

    operations = [
        migrations.RunPython(refuse_early_editions, migrations.RunPython.noop),
        migrations.AddField(
            model_name="edition",
            name="lines",
            field=models.BinaryField(default=b"", help_text="the leaves, one canonical JSON line each"),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="edition",
            name="content",
            field=models.BinaryField(help_text="the header, as canonical JSON"),
        ),
        migrations.AlterField(
            model_name="edition", name="kind", field=models.CharField(choices=KINDS, max_length=16)
        ),
        migrations.CreateModel(
            name="CreditSignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handle", models.CharField(max_length=16)),
                ("role", models.CharField(max_length=16)),
                ("key", models.CharField(max_length=200)),
                ("signature", models.CharField(help_text="base64", max_length=120)),
                ("given_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credits",
                        to="publications.edition",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="creditsignature",
            constraint=models.UniqueConstraint(
                fields=("edition", "handle", "role"), name="one_signature_per_credit"
            ),
        ),
    ]
