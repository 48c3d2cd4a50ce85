"""Opening the installation: settings, database, ledger guard."""

from __future__ import annotations

import fcntl
from pathlib import Path

from dragoman.console.outcome import Failed


def open_installation(*, guarded: bool = True) -> None:
    """Load Django; on a new data folder make the database first. Raises ``Failed`` in words.

    Also when the guards of the record are gone, unless the command is one that says so itself.
    """
    import django  # noqa: PLC0415  commands that open nothing do without it
    from django.db.utils import OperationalError  # noqa: PLC0415  likewise

    django.setup()
    from django.conf import settings  # noqa: PLC0415  app ready
    from django.core.checks import run_checks  # noqa: PLC0415  app ready

    try:
        _bring_up_to_date(settings.DATA_DIR)
        guard = [
            str(message.msg)
            for message in run_checks(tags=["database"], databases=["default"])
            if message.id in {"ledger.E001", "publications.E001"}
        ]
    except OperationalError as error:
        raise Failed(
            f"The database can't be opened: {error}. Check DRAGOMAN_DATABASE_URL and the data folder."
        ) from error
    if guard and guarded:
        raise Failed(guard[0])


def _bring_up_to_date(data_dir: Path) -> None:
    from django.core.management import call_command  # noqa: PLC0415  app ready
    from django.db import connection  # noqa: PLC0415  app ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  app ready

    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    with (data_dir / "migrate.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
