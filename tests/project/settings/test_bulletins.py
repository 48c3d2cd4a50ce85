from __future__ import annotations

import pytest

from dragoman.project.settings.bulletins import bulletins
from dragoman.project.settings.readers import BadSetting


def test_key_is_drawn_once_and_kept_apart(tmp_path, monkeypatch):
    monkeypatch.delenv("DRAGOMAN_ADDRESS_KEY", raising=False)
    key, at_once = bulletins(tmp_path)
    assert (len(key) > 40, at_once, bulletins(tmp_path)[0]) == (True, "STAFF", key)
    assert (tmp_path / "address_key").stat().st_mode & 0o777 == 0o600


def test_key_of_the_environment_goes_before(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_ADDRESS_KEY", "ours")
    monkeypatch.setenv("DRAGOMAN_BULLETINS_AT_ONCE", "everyone")
    assert bulletins(tmp_path) == ("ours", "EVERYONE")
    assert not (tmp_path / "address_key").exists()


def test_whom_nobody_knows_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_BULLETINS_AT_ONCE", "friends")
    with pytest.raises(BadSetting):
        bulletins(tmp_path)
