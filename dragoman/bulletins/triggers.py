"""The database itself refuses to change the proof of consent: the triggers, as statements per kind of database.

A line's network may be emptied. Lines may go that alone prove nothing, and those older than anyone may ask for.
"""

from __future__ import annotations

from dragoman.bulletins.terms import PROOF_YEARS, UNPROVEN

_TABLE = "bulletins_consentline"
_REFUSAL = "the proof of consent is append-only"
_UNPROVEN = ", ".join(f"'{step}'" for step in UNPROVEN)
_FIXED = ("id", "at", "mark", "step", "what", "wording", "language", "form_path", "evidence")

SQLITE = {
    "consent_no_update": f"""CREATE TRIGGER consent_no_update BEFORE UPDATE ON {_TABLE}
        WHEN NEW.network <> '' OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in _FIXED)}
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    "consent_no_delete": f"""CREATE TRIGGER consent_no_delete BEFORE DELETE ON {_TABLE}
        WHEN OLD.step NOT IN ({_UNPROVEN}) AND OLD.at > datetime('now', '-{PROOF_YEARS} years')
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
    # INSERT OR REPLACE skips the delete trigger.
    "consent_no_replace": f"""CREATE TRIGGER consent_no_replace BEFORE INSERT ON {_TABLE}
        WHEN EXISTS (SELECT 1 FROM {_TABLE} WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END""",
}

POSTGRESQL = {
    "consent_refuse": f"""CREATE FUNCTION consent_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$""",
    "consent_no_update": f"""CREATE TRIGGER consent_no_update BEFORE UPDATE ON {_TABLE}
        FOR EACH ROW WHEN (NEW.network <> '' OR {
        " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in _FIXED)
    })
        EXECUTE FUNCTION consent_refuse()""",
    "consent_no_delete": f"""CREATE TRIGGER consent_no_delete BEFORE DELETE ON {_TABLE}
        FOR EACH ROW WHEN (OLD.step NOT IN ({_UNPROVEN}) AND OLD.at > now() - interval '{PROOF_YEARS} years')
        EXECUTE FUNCTION consent_refuse()""",
    "consent_no_truncate": f"""CREATE TRIGGER consent_no_truncate BEFORE TRUNCATE ON {_TABLE}
        FOR EACH STATEMENT EXECUTE FUNCTION consent_refuse()""",
}


def statements(vendor: str) -> dict[str, str]:
    """What guards the lines, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
