from __future__ import annotations

import pytest

from dragoman.engines.signing.port import NotSignable
from dragoman.engines.signing.scripted import ScriptedSigner
from dragoman.lib.hashing import digest
from tests.media.signed import CLAIM


def test_it_says_that_it_signs_nothing(tmp_path):
    (tmp_path / "a").write_bytes(b"media")
    signer = ScriptedSigner()
    signature = signer.sign(tmp_path / "a", tmp_path / "b", CLAIM)
    made = (tmp_path / "b").read_bytes()
    assert made.startswith(b"media") and b"scripted, not a signature" in made
    assert (signature.manifest, signature.is_test) == (digest(made[13:]), True)
    assert (signer.claims, signer.identity.name) == ([CLAIM], "scripted-signer")


def test_it_fails_as_told(tmp_path):
    with pytest.raises(NotSignable):
        ScriptedSigner(fails=NotSignable("kind", "No.")).sign(tmp_path / "a", tmp_path / "b", CLAIM)
