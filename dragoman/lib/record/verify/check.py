"""What a verification holds while it goes from step to step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from dragoman.lib.record.bundle import Bundle
from dragoman.lib.record.note import Checkpoint, VerifyingKey
from dragoman.lib.record.verify.edition_part import VerifiedEdition
from dragoman.lib.record.verify.ledger_part import Document, Line
from dragoman.lib.record.verify.result import Broken, Result

MakeTracks = Callable[[bytes, bytes], Mapping[str, bytes]]
"""From an edition's header and leaves to its caption files, by name."""
ReadManifest = Callable[[Path], Mapping[str, object]]
"""From a media file to ``{"state", "problem", "quote", "manifest"}``."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a check may use besides bytes. Left out, the step is skipped and the result says so."""

    make_tracks: MakeTracks | None = None
    read_manifest: ReadManifest | None = None
    timestamp_roots: bytes = b""
    """Certificates (PEM) of authorities whose time stamps one trusts."""


@dataclass(slots=True)
class Check:
    bundle: Bundle
    trusted: Sequence[str]
    tools: Tools
    result: Result
    told: Document = field(default_factory=dict)
    keys: dict[str, VerifyingKey] = field(default_factory=dict)
    head: Checkpoint | None = None
    signers: list[VerifyingKey] = field(default_factory=list)
    proofs: Document = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    editions: list[VerifiedEdition] = field(default_factory=list)
    number: int = 0
    vouched: list[datetime] = field(default_factory=list)
    """When others whom one trusts had seen the head."""

    def last(self, act: str, **wanted: object) -> Document | None:
        """The detail of the last line about the number with this act."""
        found = None
        for line in self.lines:
            detail = line.detail
            is_about = line.act == act and line.subject == f"number:{self.number}"
            if is_about and all(detail.get(name) == value for name, value in wanted.items()):
                found = detail
        return found


def required(head: Checkpoint | None) -> Checkpoint:
    if head is None:
        raise Broken("ledger/checkpoint.txt", "missing")
    return head
