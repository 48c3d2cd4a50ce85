"""A signer that signs nothing, and says so in what it writes. For quick tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.engines.signing.port import Claim, NotSignable, Signature, SigningFiles, SigningUnavailable
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.hashing import canonical, digest


@dataclass
class ScriptedSigner:
    """Appends the claim in a box that players skip. ``fails`` is raised in place of signing."""

    files: SigningFiles | None = None
    fails: SigningUnavailable | NotSignable | None = None
    claims: list[Claim] = field(default_factory=list)

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("scripted-signer", "1")

    def sign(self, source: Path, target: Path, claim: Claim) -> Signature:
        if self.fails is not None:
            raise self.fails
        self.claims.append(claim)
        store = b"scripted, not a signature: " + canonical({"quote": claim.quote, "title": claim.title})
        shutil.copyfile(source, target)
        with target.open("ab") as file:
            file.write((len(store) + 8).to_bytes(4, "big") + b"free" + store)
        return Signature(digest(store), is_test=True)
