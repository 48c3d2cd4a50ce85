"""Triggers for a table whose rows are written once: the database itself refuses to change or delete one."""

from __future__ import annotations


def unchanging(table: str, vendor: str) -> tuple[str, ...]:
    """The statements that guard ``table``, in order, on this kind of database."""
    refusal = f"a row of {table} never changes"
    if vendor == "sqlite":
        refused = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608  our own names
        return (
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refused}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refused}",
            # INSERT OR REPLACE skips the delete trigger.
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {is_there} {refused}",
        )
    body = f"BEGIN RAISE EXCEPTION '{refusal}'; END"
    calls = f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    return (
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {calls}",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {calls}",
    )
