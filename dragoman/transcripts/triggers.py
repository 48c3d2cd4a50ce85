"""The database itself keeps what became of a label: decided once, and a label never turns into another one."""

from __future__ import annotations

REFUSAL = "what became of a label is decided once"
TABLE = "transcripts_cuelabel"

SQLITE = {
    "cue_label_decided_once": f"""CREATE TRIGGER cue_label_decided_once BEFORE UPDATE ON {TABLE}
        WHEN OLD.fate <> '' OR NEW.label <> OLD.label OR NEW.clip_id <> OLD.clip_id OR NEW.id <> OLD.id
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",
    # INSERT OR REPLACE would put a fresh row in the place of a decided one.
    "cue_label_no_replace": f"""CREATE TRIGGER cue_label_no_replace BEFORE INSERT ON {TABLE}
        WHEN EXISTS (SELECT 1 FROM {TABLE}
                     WHERE id = NEW.id OR (clip_id = NEW.clip_id AND label = NEW.label))
        BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END""",  # noqa: S608
}

POSTGRESQL = {
    "cue_label_refuse": f"""CREATE FUNCTION cue_label_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$""",
    "cue_label_decided_once": f"""CREATE TRIGGER cue_label_decided_once BEFORE UPDATE ON {TABLE}
        FOR EACH ROW WHEN (OLD.fate <> '' OR NEW.label <> OLD.label OR NEW.clip_id <> OLD.clip_id
                           OR NEW.id <> OLD.id)
        EXECUTE FUNCTION cue_label_refuse()""",
}


def statements(vendor: str) -> dict[str, str]:
    """What guards the labels, by name, in order, on this kind of database."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[vendor]
