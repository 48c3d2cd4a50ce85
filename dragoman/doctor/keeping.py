"""Where everything is kept: the database, the data folder, the files made from the packages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

from django.conf import settings
from django.core.checks import run_checks
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from dragoman.doctor.terms import Finding, well, worth_doing, wrong

_TIGHT_BYTES, _LOW_BYTES = 10 * 2**30, 2 * 2**30


def database() -> Iterator[Finding]:
    """Whether it answers, whether its tables are those of this code, whether the record is guarded."""
    name = _("Database")
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
        guards = [
            str(one.msg)
            for one in run_checks(tags=["database"], databases=["default"])
            if one.id in {"ledger.E001", "publications.E001"}
        ]
    except DatabaseError as error:
        yield wrong(
            "database", name, str(error)[:200], _("Check DRAGOMAN_DATABASE_URL and whether its server runs.")
        )
        return
    kind = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}.get(connection.vendor, connection.vendor)
    yield well("database", name, _("%(kind)s answers.") % {"kind": kind})
    tables = _("Tables")
    if waiting:
        yield wrong("migrations", tables, _("They are older than the code."), _("Run “dragoman setup”."))
    else:
        yield well("migrations", tables, _("They are those of this code."))
    if guards:
        yield wrong("guards", _("Guards of the record"), guards[0], _("Restore the database from a backup."))
    else:
        yield well(
            "guards", _("Guards of the record"), _("The database itself refuses to change the record.")
        )


def disk() -> Iterator[Finding]:
    name, folder = _("Disk"), settings.DATA_DIR
    if not os.access(folder, os.W_OK | os.X_OK):
        yield wrong(
            "disk", name, _("The data folder can’t be written."), _("Give the service the rights to it.")
        )
        return
    free = shutil.disk_usage(folder).free
    said = _("%(free)s GB are free.") % {"free": f"{free / 10**9:.1f}"}
    advice = _("Make room, or move the data folder to a larger disk: a full disk stops every recording.")
    if free < _LOW_BYTES:
        yield wrong("disk", name, said, advice)
    elif free < _TIGHT_BYTES:
        yield worth_doing("disk", name, said, advice)
    else:
        yield well("disk", name, said)


def faces() -> Iterator[Finding]:
    name = _("Typefaces and styles")
    has_faces = (settings.DATA_DIR / "faces" / "faces.css").is_file()
    if has_faces and any(settings.STATIC_ROOT.iterdir()):
        yield well("fonts", name, _("They are made."))
    else:
        yield worth_doing("fonts", name, _("They have not been made."), _("Run “dragoman setup”."))


def backups() -> Iterator[Finding]:
    """Nobody can see from here whether there are any."""
    said = _("Whether copies are made can’t be seen from here.")
    advice = _(
        "Copy the data folder and the database every day to another place, and try once to restore them."
    )
    yield worth_doing("backups", _("Backups"), said, advice)
