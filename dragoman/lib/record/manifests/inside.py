"""Inside the sandbox: ask the library about one file."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import c2pa

from dragoman.lib.record.manifests.store import kind_of, store_of

_LARGEST_REPORT = 4 * 2**20
OFFLINE = {
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_trust": True},
    "builder": {"thumbnail": {"enabled": False}},
}


def report(path: str, anchors: str) -> dict[str, Any]:
    """``kind`` and ``manifest`` of the file, and ``told`` (what the library says) or ``problem`` (why it can't)."""
    kind = kind_of(Path(path))
    if not kind:
        return {"kind": "", "manifest": "", "problem": "kind"}
    store = store_of(Path(path), kind)
    about = {"kind": kind, "manifest": hashlib.sha256(store).hexdigest() if store else ""}
    settings: dict[str, Any] = {**OFFLINE, **({"trust": {"user_anchors": anchors}} if anchors else {})}
    try:
        with (
            c2pa.Context.from_dict(settings) as context,
            Path(path).open("rb") as file,
            c2pa.Reader(kind, file, context=context) as reader,
        ):
            text = reader.json()
            told = {"validation_state": reader.get_validation_state()}
    except (c2pa.C2paError.ManifestNotFound, c2pa.C2paError.RemoteManifest):
        return {**about, "problem": "manifest" if store else "none"}
    except c2pa.C2paError as error:
        return {**about, "problem": "manifest" if store else f"file: {str(error)[:200]}"}
    if len(text) > _LARGEST_REPORT:
        return {**about, "problem": "manifest too large"}
    return {**about, "told": {**json.loads(text), **told}}
