from typing import Any

from django.db import migrations

from dragoman.giving.triggers import statements


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor).values():
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("giving", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
