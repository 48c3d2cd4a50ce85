"""What a check comes to: one answer, the first link that is broken, and what else is worth saying."""

from __future__ import annotations

from dataclasses import dataclass, field

VERIFIED, UNKNOWN_SIGNER, BROKEN, UNREADABLE = "verified", "verified, signer unknown", "broken", "unreadable"
EXIT_STATUS = {VERIFIED: 0, BROKEN: 1, UNREADABLE: 2, UNKNOWN_SIGNER: 3}


class Broken(ValueError):
    """A link does not hold. ``file`` is the one to blame; ``line`` counts from 1 in it; ``cue`` is a sentence."""

    def __init__(self, file: str, problem: str, *, line: int = 0, cue: str = "") -> None:
        super().__init__(f"{file}: {problem}")
        self.step, self.file, self.problem, self.line, self.cue = "", file, problem, line, cue


@dataclass(slots=True)
class Result:
    """``key`` is the one whose signature counts; ``withheld`` how many sentences; ``notes`` are sentences."""

    result: str = VERIFIED
    broken: Broken | None = None
    number: int | None = None
    edition: int | None = None
    origin: str = ""
    size: int | None = None
    key: str = ""
    signed_at: str | None = None
    witnesses: list[str] = field(default_factory=list)
    timestamp: str | None = None
    withheld: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def status(self) -> int:
        return EXIT_STATUS[self.result]

    def as_json(self) -> dict[str, object]:
        broken = self.broken and {
            "step": self.broken.step,
            "file": self.broken.file,
            "line": self.broken.line or None,
            "cue": self.broken.cue or None,
            "problem": self.broken.problem,
        }
        return {
            "result": self.result,
            "broken": broken,
            "number": self.number,
            "edition": self.edition,
            "ledger": self.origin,
            "size": self.size,
            "key": self.key,
            "signed_at": self.signed_at,
            "witnesses": self.witnesses,
            "timestamp": self.timestamp,
            "withheld": self.withheld,
            "notes": self.notes,
        }

    def in_words(self) -> str:
        """For a person at a terminal."""
        if self.broken is not None:
            return f"{self.result}: {self.broken}"
        about = f"No. {self.number}, edition {self.edition}, " if self.number else ""
        said = f"{self.result}: {about}ledger {self.origin} at {self.size} lines, key {self.key}"
        return "\n".join([said, *(f"  {note}" for note in self.notes)])
