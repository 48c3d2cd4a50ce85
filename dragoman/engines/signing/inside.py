"""Inside the sandbox: let the library write a manifest, and look whether it holds."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import c2pa

from dragoman.lib.record.manifests.inside import OFFLINE, report
from dragoman.lib.record.manifests.store import kind_of


class KindUnknown(Exception):
    """The file is of no kind that can carry a manifest."""


class DoesNotHold(Exception):
    """What was written does not verify."""


def sign(source: str, target: str, keys: dict[str, str], manifest: dict[str, Any]) -> str:
    """Write the signed copy; returns the SHA-256 of the manifest store."""
    kind = kind_of(Path(source))
    if not kind or kind not in c2pa.Builder.get_supported_mime_types():
        raise KindUnknown(kind or "unknown")
    information = c2pa.C2paSignerInfo(
        keys["algorithm"].encode(),
        Path(keys["certificate"]).read_bytes(),
        Path(keys["key"]).read_bytes(),
        None,
    )
    with (
        c2pa.Context.from_dict(OFFLINE) as context,
        c2pa.Builder(json.dumps({**manifest, "format": kind}), context) as builder,
        c2pa.Signer.from_info(information) as signer,
        Path(source).open("rb") as read,
        Path(target).open("w+b") as written,
    ):
        store = hashlib.sha256(builder.sign(signer, kind, read, written)).hexdigest()
    told = report(target, "")
    if told["manifest"] not in {store, ""} or told.get("told", {}).get("validation_state") != "Valid":
        raise DoesNotHold(str(told.get("problem") or _failures(told["told"])))
    return store


def _failures(told: dict[str, Any]) -> str:
    failures = told.get("validation_results", {}).get("activeManifest", {}).get("failure", [])
    return " ".join(str(one.get("code")) for one in failures)
