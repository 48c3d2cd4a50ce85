from __future__ import annotations

from typing import Any

from django.db import migrations

from dragoman.ledger.triggers import head_statements


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in head_statements(schema_editor.connection.vendor).values():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_heads")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
