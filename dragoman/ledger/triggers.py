"""The database itself refuses to change the ledger: the triggers, as statements per kind of database."""

from __future__ import annotations

REFUSAL = "the ledger is append-only"

SQLITE = {
    "ledger_no_update": f"""CREATE TRIGGER ledger_no_update BEFORE UPDATE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    "ledger_no_delete": f"""CREATE TRIGGER ledger_no_delete BEFORE DELETE ON ledger_entry
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE skips the delete trigger unless recursive triggers are on: demanding the next
    # number here refuses it in any case, and with it every gap and fork.
    "ledger_in_order": f"""CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger_entry
        WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_entry)
          OR NEW.previous IS NOT COALESCE(
               (SELECT digest FROM ledger_entry ORDER BY seq DESC LIMIT 1), '{"0" * 64}')
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}: a line must follow the last one'); END""",
}

POSTGRESQL = {
    "ledger_refuse": f"""CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    "ledger_follow": f"""CREATE FUNCTION ledger_follow() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE last record;
        BEGIN
          SELECT seq, digest INTO last FROM ledger_entry ORDER BY seq DESC LIMIT 1;
          IF NEW.seq <> COALESCE(last.seq, 0) + 1 OR NEW.previous <> COALESCE(last.digest, '{"0" * 64}') THEN
            RAISE EXCEPTION '{REFUSAL}: a line must follow the last one';
          END IF;
          RETURN NEW;
        END $$""",
    "ledger_no_change": """CREATE TRIGGER ledger_no_change BEFORE UPDATE OR DELETE ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    "ledger_no_truncate": """CREATE TRIGGER ledger_no_truncate BEFORE TRUNCATE ON ledger_entry
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    "ledger_in_order": """CREATE TRIGGER ledger_in_order BEFORE INSERT ON ledger_entry
        FOR EACH ROW EXECUTE FUNCTION ledger_follow()""",
}


def statements(vendor: str) -> dict[str, str]:
    """What to run, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def trigger_names(vendor: str) -> set[str]:
    """The triggers a healthy ledger has; the rest of the statements are functions."""
    return {name for name, sql in statements(vendor).items() if sql.startswith("CREATE TRIGGER")}
