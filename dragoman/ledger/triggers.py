"""The database itself refuses to change the ledger: the triggers, as statements per kind of database."""

from __future__ import annotations

REFUSAL = "the ledger is append-only"
HEAD_TABLES = ("ledger_checkpoint", "ledger_attestation")

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
SQLITE_HEADS = {
    f"{table}_no_{act.lower()}": f"""CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for table in HEAD_TABLES
    for act in ("UPDATE", "DELETE")
} | {
    "ledger_checkpoint_grows": f"""CREATE TRIGGER ledger_checkpoint_grows BEFORE INSERT ON ledger_checkpoint
        WHEN NEW.size <= (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)
          OR NEW.size > (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry)
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}: a head must be larger than the last'); END""",
    "ledger_attestation_no_replace": f"""CREATE TRIGGER ledger_attestation_no_replace
        BEFORE INSERT ON ledger_attestation
        WHEN EXISTS (SELECT 1 FROM ledger_attestation WHERE id = NEW.id
                     OR (checkpoint_id = NEW.checkpoint_id AND kind = NEW.kind AND "by" = NEW."by"))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
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


POSTGRESQL_HEADS = (
    {
        "ledger_grow": f"""CREATE FUNCTION ledger_grow() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF NEW.size <= (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)
             OR NEW.size > (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry) THEN
            RAISE EXCEPTION '{REFUSAL}: a head must be larger than the last';
          END IF;
          RETURN NEW;
        END $$""",
        "ledger_checkpoint_grows": """CREATE TRIGGER ledger_checkpoint_grows BEFORE INSERT ON ledger_checkpoint
        FOR EACH ROW EXECUTE FUNCTION ledger_grow()""",
    }
    | {
        f"{table}_no_change": f"""CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION ledger_refuse()"""
        for table in HEAD_TABLES
    }
    | {
        f"{table}_no_truncate": f"""CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()"""
        for table in HEAD_TABLES
    }
)


def statements(vendor: str) -> dict[str, str]:
    """What guards the lines, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]


def head_statements(vendor: str) -> dict[str, str]:
    """What guards the signed heads and what others said of them."""
    return {"sqlite": SQLITE_HEADS, "postgresql": POSTGRESQL_HEADS}[vendor]


def trigger_names(vendor: str) -> set[str]:
    """The triggers a healthy ledger has; the rest of the statements are functions."""
    return set(trigger_statements(vendor))


def trigger_statements(vendor: str) -> dict[str, str]:
    """The statement that makes each trigger, by name."""
    whole = {**statements(vendor), **head_statements(vendor)}
    return {name: sql for name, sql in whole.items() if sql.startswith("CREATE TRIGGER")}


def guarded_table(statement: str) -> str:
    """The table a trigger's statement names."""
    return statement.split(" ON ", 1)[1].split()[0]
