from typing import Any

from django.db import migrations

from dragoman.lib.unchanging import unchanging


def guard(apps: Any, schema_editor: Any) -> None:
    for statement in unchanging("writings_pageversion", schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("writings", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
