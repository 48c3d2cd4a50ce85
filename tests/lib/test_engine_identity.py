from __future__ import annotations

import pytest

from dragoman.lib.engine_identity import EngineIdentity


def test_identity_is_told_with_its_model() -> None:
    assert str(EngineIdentity("whisper", "1.2")) == "whisper 1.2"
    assert str(EngineIdentity("whisper", "1.2", model="small")) == "whisper 1.2 (small)"


def test_identity_without_a_name_or_version_is_refused() -> None:
    with pytest.raises(ValueError, match="name and a version"):
        EngineIdentity("", "1")
    with pytest.raises(ValueError, match="name and a version"):
        EngineIdentity("whisper", "")


def test_identity_keeps_its_settings_sorted_so_equal_work_looks_equal() -> None:
    with pytest.raises(ValueError, match="sorted"):
        EngineIdentity("a", "1", params=(("b", "1"), ("a", "2")))
