"""What the product asks of whoever looks for harmful code, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class ScannerUnavailable(Exception):
    """The scanner can't be asked now; the message says why. The file is to be kept from everybody until it can."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a file; ``name`` is what the scanner calls it, empty for nothing."""

    name: str = ""

    @property
    def is_harmful(self) -> bool:
        return bool(self.name)


class Scanner(Protocol):
    def scan(self, path: Path) -> Verdict:
        """Look at a file. Raises ``ScannerUnavailable``."""
