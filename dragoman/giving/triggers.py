"""The database itself refuses to change receipts and credit notes: the triggers, as statements per kind of database."""

from __future__ import annotations

REFUSAL = "a receipt never changes"
_TABLE = "giving_paper"

SQLITE = {
    "paper_no_update": f"""CREATE TRIGGER paper_no_update BEFORE UPDATE ON {_TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "paper_no_delete": f"""CREATE TRIGGER paper_no_delete BEFORE DELETE ON {_TABLE}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE skips the delete trigger.
    "paper_no_replace": f"""CREATE TRIGGER paper_no_replace BEFORE INSERT ON {_TABLE}
        WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id OR number = NEW.number)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
}

POSTGRESQL = {
    "paper_refuse": f"""CREATE FUNCTION paper_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    "paper_no_update": f"""CREATE TRIGGER paper_no_update BEFORE UPDATE ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION paper_refuse()""",
    "paper_no_delete": f"""CREATE TRIGGER paper_no_delete BEFORE DELETE ON {_TABLE}
        FOR EACH ROW EXECUTE FUNCTION paper_refuse()""",
    "paper_no_truncate": f"""CREATE TRIGGER paper_no_truncate BEFORE TRUNCATE ON {_TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION paper_refuse()""",
}


def statements(vendor: str) -> dict[str, str]:
    """What to run, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def trigger_names(vendor: str) -> set[str]:
    """The triggers that guard a healthy table; the rest of the statements are functions."""
    return {name for name, sql in statements(vendor).items() if sql.startswith("CREATE TRIGGER")}
