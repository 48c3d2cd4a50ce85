"""The database itself refuses to change an edition: the triggers, as statements per kind of database.

One change is let through: leaves withheld in ``lines``, right after the ledger was told so, with everything else as
it was. That the leaf's hash stays in its place is what every check of the root shows.
"""

from __future__ import annotations

REFUSAL = "an edition never changes"
_REDACTED = "(SELECT act FROM ledger_entry ORDER BY seq DESC LIMIT 1) = 'edition.redacted'"
_KEPT = (
    "id",
    "publication_id",
    "ordinal",
    "kind",
    "public_note",
    "content",
    "digest",
    "previous",
    "published_at",
)
_TABLE = "publications_edition"

SQLITE = {
    "edition_no_update": f"""CREATE TRIGGER edition_no_update BEFORE UPDATE ON {_TABLE}
        WHEN {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _KEPT)} OR NOT {_REDACTED}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "edition_no_delete": f"""CREATE TRIGGER edition_no_delete BEFORE DELETE ON {_TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE skips the delete trigger.
    "edition_no_replace": f"""CREATE TRIGGER edition_no_replace BEFORE INSERT ON {_TABLE}
        WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id OR digest = NEW.digest
                     OR (publication_id = NEW.publication_id AND ordinal = NEW.ordinal))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}

POSTGRESQL = {
    "edition_refuse": f"""CREATE FUNCTION edition_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    "edition_keep": f"""CREATE FUNCTION edition_keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _KEPT)} OR NOT {_REDACTED} THEN
            RAISE EXCEPTION '{REFUSAL}';
          END IF;
          RETURN NEW;
        END $$""",
    "edition_no_update": f"""CREATE TRIGGER edition_no_update BEFORE UPDATE ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION edition_keep()""",
    "edition_no_delete": f"""CREATE TRIGGER edition_no_delete BEFORE DELETE ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION edition_refuse()""",
    "edition_no_truncate": f"""CREATE TRIGGER edition_no_truncate BEFORE TRUNCATE ON {_TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION edition_refuse()""",
}


def statements(vendor: str) -> dict[str, str]:
    """What to run, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def trigger_names(vendor: str) -> set[str]:
    """The triggers that guard a healthy table of editions; the rest of the statements are functions."""
    return {name for name, sql in statements(vendor).items() if sql.startswith("CREATE TRIGGER")}
