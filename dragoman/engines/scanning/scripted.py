"""A scanner for tests and trials: it knows one sign, the harmless one that all scanners agree to call harmful."""

from __future__ import annotations

from pathlib import Path

from dragoman.engines.scanning.port import Verdict

# Put together here, so that no scanner takes this file for the sign itself.
SIGN = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class ScriptedScanner:
    def __init__(self, address: str = "") -> None:
        self.address = address

    def scan(self, path: Path) -> Verdict:
        return Verdict("Eicar-Test-Signature") if SIGN in path.read_bytes() else Verdict()
