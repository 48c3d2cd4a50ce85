from typing import Any

from django.db import migrations

from dragoman.publications.triggers import statements


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor).values():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("publications", "0002_editions_of_leaves"), ("ledger", "0002_triggers")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
