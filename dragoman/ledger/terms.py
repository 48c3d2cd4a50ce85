"""Who acts. The ledger knows handles, never names."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HANDLE = re.compile(r"(p-[0-9a-z]{6,12}|system|command-line)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Actor:
    """A person's handle (``p-7f3k2m``), ``command-line`` or ``system``: text that names nobody by itself."""

    handle: str

    def __post_init__(self) -> None:
        if not _HANDLE.fullmatch(self.handle):
            raise ValueError(f"“{self.handle}” is no handle.")

    @property
    def is_person(self) -> bool:
        return self.handle.startswith("p-")


# What the first line names in place of a line before it.
ORIGIN = "0" * 64

SYSTEM = Actor("system")
COMMAND_LINE = Actor("command-line")

# What lines about the ledger itself, its keys and heads, are about.
LEDGER_SUBJECT = "ledger"
KEY_ADDED, KEY_RETIRED, KEY_LOST, KEY_COMPROMISED = "key.added", "key.retired", "key.lost", "key.compromised"
KEY_ACTS = (KEY_ADDED, KEY_RETIRED, KEY_LOST, KEY_COMPROMISED)
