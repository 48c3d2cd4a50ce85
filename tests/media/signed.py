"""Signed files, made by the real engine with a test chain of their own."""

from __future__ import annotations

from pathlib import Path

from dragoman.engines.signing.c2pa import C2paSigner
from dragoman.engines.signing.certificates import make_test_chain
from dragoman.engines.signing.port import Claim, Deed, SigningFiles

RECORDING = "ab" * 32
QUOTE = {"edition": 1, "lang": ["en"], "number": 11045, "recording": {"sha256": RECORDING}}
CLAIM = Claim(
    "clip.mp4",
    QUOTE,
    (
        Deed("c2pa.opened", {}),
        Deed("c2pa.trimmed", {"org.dragoman.in_ms": 5000, "org.dragoman.out_ms": 25000}),
    ),
    RECORDING,
)


def chain(folder: Path) -> SigningFiles:
    files = SigningFiles(folder / "chain.pem", folder / "signing.key", folder / "trust.pem")
    make_test_chain(files)
    return files


def sign(files: SigningFiles, source: Path, claim: Claim = CLAIM) -> Path:
    target = source.with_name(f"signed-{source.name}")
    C2paSigner(files).sign(source, target, claim)
    return target


def flipped(content: bytes, at: int) -> bytes:
    changed = bytearray(content)
    changed[at] ^= 1
    return bytes(changed)
