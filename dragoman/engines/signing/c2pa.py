"""Signing after the C2PA standard, with a certificate of the operator's. Nothing is asked of the network."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dragoman.engines.signing.certificates import ChainFacts, chain_facts
from dragoman.engines.signing.port import Claim, NotSignable, Signature, SigningFiles, SigningUnavailable
from dragoman.lib.engine_identity import EngineIdentity
from dragoman.lib.record.manifests.state import QUOTE, named_by_digest
from dragoman.lib.sandbox import CallFailed, Limits, SandboxUnavailable, call

_GIB = 2**30
_SECONDS, _SECONDS_PER_GIB = 30, 60


class C2paSigner:
    def __init__(self, files: SigningFiles) -> None:
        self._files = files

    @property
    def identity(self) -> EngineIdentity:
        return EngineIdentity("c2pa-python", importlib.metadata.version("c2pa-python"))

    def sign(self, source: Path, target: Path, claim: Claim) -> Signature:
        facts = self._usable()
        seconds = _SECONDS + _SECONDS_PER_GIB * (source.stat().st_size // _GIB)
        limits = Limits(
            wall_seconds=4 * seconds,
            cpu_seconds=seconds,
            memory_bytes=2 * _GIB,
            reads=(source, self._files.certificate, self._files.key),
            writes=(target.parent,),
        )
        arguments = {
            "source": str(source.resolve()),
            "target": str(target.resolve()),
            "keys": {
                "algorithm": facts.algorithm,
                "certificate": str(self._files.certificate.resolve()),
                "key": str(self._files.key.resolve()),
            },
            "manifest": _manifest(claim),
        }
        try:
            store = call("dragoman.engines.signing.inside:sign", arguments, limits=limits)
        except SandboxUnavailable as error:
            raise SigningUnavailable("engine_missing", str(error)) from error
        except CallFailed as failure:
            raise _explained(failure) from failure
        return Signature(str(store), facts.is_test)

    def _usable(self) -> ChainFacts:
        facts = chain_facts(self._files)
        if not facts.is_current(datetime.now(UTC)):
            raise SigningUnavailable(
                "certificate_expired",
                f"The certificate holds from {facts.begins:%Y-%m-%d} to {facts.ends:%Y-%m-%d}: bring a new one.",
            )
        return facts


def _explained(failure: CallFailed) -> Exception:
    if failure.kind == "KindUnknown":
        return NotSignable("kind", f"A file of this kind can't be signed: {failure.message}.")
    if failure.kind == "ModuleNotFoundError":
        return SigningUnavailable("engine_missing", f"The signing library is not here: {failure.message}.")
    if "certificate" in failure.message.lower() or failure.kind == "_C2paSignature":
        return SigningUnavailable(
            "certificate_refused", f"The certificate was not accepted: {failure.message[:200]}."
        )
    return NotSignable("media", f"The file could not be signed: {failure.message[:200]}.")


def _manifest(claim: Claim) -> Mapping[str, Any]:
    """The manifest as the library takes it. The recording is named by its digest; not a pixel of it is in here."""
    deeds: list[dict[str, Any]] = [
        {"action": deed.action, "parameters": dict(deed.parameters)} for deed in claim.deeds
    ]
    manifest: dict[str, Any] = {
        "title": claim.title,
        "claim_generator_info": [{"name": "Dragoman", "version": importlib.metadata.version("dragoman")}],
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": deeds}},
            {"label": QUOTE, "data": dict(claim.quote)},
        ],
    }
    if claim.recording:
        deeds[0]["parameters"]["ingredientIds"] = ["recording"]
        manifest["ingredients"] = [
            {
                "label": "recording",
                "title": "recording",
                "format": "application/octet-stream",
                "instance_id": named_by_digest(claim.recording),
                "relationship": "parentOf",
            }
        ]
    return manifest
