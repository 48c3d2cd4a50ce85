"""What a manifest is worth, in five words, and the part that fails where one does."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

QUOTE = "org.dragoman.quote"
"""The label of our assertion: which words of which edition the file carries."""

_NAMED = "ni:///sha-256;"
_ONLY_THE_SIGNER = frozenset({"signingCredential.untrusted", "signingCredential.expired"})
_LONGEST = 300


class State(StrEnum):
    TRUSTED = "trusted"
    UNKNOWN_SIGNER = "valid, unknown signer"
    BROKEN = "broken"
    NONE = "none"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Ingredient:
    """What the file was made of. ``sha256`` is empty where the manifest doesn't name it by its digest."""

    title: str
    sha256: str
    relationship: str


@dataclass(frozen=True, slots=True)
class MediaState:
    """What a file's manifest says. Only ``trusted`` is said by someone we know; the rest is what the file claims.

    ``problem`` names what fails: ``media``, ``signature``, ``manifest``, ``assertion <label>``,
    ``certificate expired``, or why the file can't be read. ``manifest`` is the SHA-256 of the manifest store.
    """

    state: State
    problem: str = ""
    kind: str = ""
    quote: Mapping[str, Any] | None = None
    signer: str = ""
    signed_at: str = ""
    actions: tuple[str, ...] = ()
    ingredients: tuple[Ingredient, ...] = field(default=())
    generator: str = ""
    manifest: str = ""


def named_by_digest(sha256: str) -> str:
    """A file's name by its digest, after RFC 6920."""
    return _NAMED + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def digest_named(name: str) -> str:
    """The digest in such a name; empty where it is none."""
    if not name.startswith(_NAMED):
        return ""
    try:
        raw = base64.urlsafe_b64decode(name.removeprefix(_NAMED) + "=")
    except (binascii.Error, ValueError):
        return ""
    return raw.hex() if len(raw) == 32 else ""


def interpret(report: Mapping[str, Any], kind: str, manifest: str) -> MediaState:
    """What the library reports of a file that has a manifest, in our words."""
    active = _mapping(_mapping(report.get("manifests")).get(str(report.get("active_manifest"))))
    state, problem = _judged(report)
    signature = _mapping(active.get("signature_info"))
    assertions = [_mapping(one) for one in _list(active.get("assertions"))]
    quote = next((one.get("data") for one in assertions if one.get("label") == QUOTE), None)
    return MediaState(
        state=state,
        problem=problem,
        kind=kind,
        quote=quote if isinstance(quote, Mapping) else None,
        signer=_signer(signature),
        signed_at=_text(signature.get("time")),
        actions=tuple(_actions(assertions)),
        ingredients=tuple(_ingredient(_mapping(one)) for one in _list(active.get("ingredients"))),
        generator=_generator(active),
        manifest=manifest,
    )


def _judged(report: Mapping[str, Any]) -> tuple[State, str]:
    results = _mapping(_mapping(report.get("validation_results")).get("activeManifest"))
    failures = [_mapping(one) for one in _list(results.get("failure"))]
    codes = {_text(one.get("code")) for one in failures}
    if report.get("validation_state") == "Trusted" and not codes:
        return State.TRUSTED, ""
    if report.get("validation_state") == "Valid" or (codes and codes <= _ONLY_THE_SIGNER):
        return State.UNKNOWN_SIGNER, "certificate expired" if "signingCredential.expired" in codes else ""
    telling = [one for one in failures if _text(one.get("code")) not in _ONLY_THE_SIGNER]
    return State.BROKEN, min((_part(one) for one in telling), default="ingredient", key=_weight)


def _part(failure: Mapping[str, Any]) -> str:
    code, at = _text(failure.get("code")), _text(failure.get("url")).rpartition("/")[2]
    if code.startswith("assertion.") and "Hash." in code:
        return "media"
    if code.startswith("assertion.hashedURI"):
        return f"assertion {at}"
    if code.startswith("claimSignature"):
        return "signature"
    return code or "manifest"


def _weight(part: str) -> tuple[int, str]:
    """What to name first where several parts fail: the most particular."""
    order = ("assertion", "media", "signature")
    return next((at for at, word in enumerate(order) if part.startswith(word)), len(order)), part


def _signer(signature: Mapping[str, Any]) -> str:
    names = [_text(signature.get("common_name")), _text(signature.get("issuer"))]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _actions(assertions: Sequence[Mapping[str, Any]]) -> list[str]:
    told = [
        _text(_mapping(action).get("action"))
        for one in assertions
        if _text(one.get("label")).startswith("c2pa.actions")
        for action in _list(_mapping(one.get("data")).get("actions"))
    ]
    return [action for action in told if action][:100]


def _ingredient(told: Mapping[str, Any]) -> Ingredient:
    return Ingredient(
        title=_text(told.get("title")),
        sha256=digest_named(_text(told.get("instance_id"))),
        relationship=_text(told.get("relationship")),
    )


def _generator(active: Mapping[str, Any]) -> str:
    told = _text(active.get("claim_generator"))
    if told:
        return told
    first = _mapping(next(iter(_list(active.get("claim_generator_info"))), None))
    return " ".join(part for part in (_text(first.get("name")), _text(first.get("version"))) if part)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value[:_LONGEST] if isinstance(value, str) else ""
