from __future__ import annotations

import pytest

from dragoman.ledger.copies import keep_copy, read_copy
from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.note import BadNote

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    for _ in range(300):
        record(actor=SYSTEM, act="clip.made", subject="clip:1")
    sign_head(actor=SYSTEM)
    keep_copy(folder=tmp_path / "copy")
    return tmp_path / "copy"


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_copy_is_laid_out_like_the_public_address_and_grows(kept):
    assert files(kept) == ["checkpoint", "keys", "tile/0/000", "tile/0/001.p/45", "tile/1/000.p/1"]
    assert read_copy(kept).size == 301
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    sign_head(actor=SYSTEM)
    keep_copy(folder=kept)
    assert (read_copy(kept).size, "tile/0/001.p/46" in files(kept)) == (302, True)


def test_nothing_to_keep_before_a_head_is_signed(db, tmp_path):
    assert keep_copy(folder=tmp_path / "copy") is None


@pytest.mark.parametrize("name", ["tile/0/000", "tile/0/001.p/45", "checkpoint"])
def test_copy_that_lacks_something_or_holds_something_else_is_said(kept, name):
    data = (kept / name).read_bytes()
    (kept / name).write_bytes(data[:-2] + bytes([data[-2] ^ 1]) + data[-1:])
    with pytest.raises(BadNote):
        read_copy(kept)
    (kept / name).unlink()
    with pytest.raises(BadNote):
        read_copy(kept)
