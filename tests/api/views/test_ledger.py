from __future__ import annotations

import pytest

from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.keys import signing_keys
from dragoman.ledger.models import Entry
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record import merkle
from dragoman.lib.record.note import parse_checkpoint

pytestmark = pytest.mark.django_db
ROOT = "/.well-known/dragoman/ledger"


@pytest.fixture
def signed(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    for number in range(299):
        record(actor=SYSTEM, act="clip.made", subject=f"clip:{number}")
    return sign_head(actor=SYSTEM)


def test_head_is_signed_and_its_tiles_make_its_root(client, signed):
    note, head = parse_checkpoint(client.get(f"{ROOT}/checkpoint").content.decode())
    assert note.verified_by(signing_keys()[0].verifying)
    data = client.get(f"{ROOT}/tile/0/000").content + client.get(f"{ROOT}/tile/0/001.p/44").content
    leaves = [data[at : at + 32] for at in range(0, len(data), 32)]
    assert (len(leaves), merkle.root(leaves)) == (head.size, head.root)
    assert [leaf.hex() for leaf in leaves[:2]] == list(
        Entry.objects.order_by("seq").values_list("digest", flat=True)[:2]
    )


def test_tiles_hold_hashes_and_no_words(client, signed):
    response = client.get(f"{ROOT}/tile/0/000")
    assert (len(response.content), response["Content-Type"], "immutable" in response["Cache-Control"]) == (
        256 * 32,
        "application/octet-stream",
        True,
    )


def test_keys_stand_with_their_sizes(client, signed):
    assert client.get(f"{ROOT}/keys").content.decode() == f"{signing_keys()[0].verifying} 1 - active\n"


def test_head_of_a_day(client, signed):
    day = signed.signed_at.date().isoformat()
    assert client.get(f"{ROOT}/checkpoints/{day}").content.decode() == signed.note
    assert [client.get(f"{ROOT}/checkpoints/{one}").status_code for one in ("2001-01-01", "gestern")] == [
        404,
        404,
    ]


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/001",
        "tile/0/999",
        "tile/9/000",
        "tile/0/1",
        "tile/0/001.p/45",
        "tile/0/x000/000",
        "tile/0/../keys",
    ],
)
def test_tile_that_is_not_there_is_not_found(client, signed, path):
    response = client.get(f"{ROOT}/{path}")
    assert response.status_code == 404
    if ".." not in path:
        assert (response["Content-Type"], response.content[:17]) == (
            "text/plain; charset=utf-8",
            b"There is no such ",
        )


def test_unchanged_head_is_not_sent_again(client, signed):
    etag = client.get(f"{ROOT}/checkpoint")["ETag"]
    assert client.get(f"{ROOT}/checkpoint", headers={"If-None-Match": etag}).status_code == 304


def test_ledger_without_a_head_says_so(client):
    response = client.get(f"{ROOT}/checkpoint")
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")
    assert response.content.decode() == "No head of this ledger has been signed yet.\n"


def test_days_to_come_have_no_head(client, signed):
    assert client.get(f"{ROOT}/checkpoints/2999-01-01").status_code == 404
    assert client.get(f"{ROOT}/checkpoints/{signed.signed_at:%Y%m%d}").status_code == 404


def test_readers_need_no_key_file(client, signed, settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "none"
    assert [client.get(f"{ROOT}/{path}").status_code for path in ("checkpoint", "keys", "tile/0/000")] == [
        200
    ] * 3


def test_nothing_is_written_here(client, signed):
    assert client.post(f"{ROOT}/checkpoint").status_code == 405


def test_upper_tile_holds_the_roots_of_those_below(client, signed):
    below = client.get(f"{ROOT}/tile/0/000").content
    leaves = [below[at : at + 32] for at in range(0, len(below), 32)]
    assert client.get(f"{ROOT}/tile/1/000.p/1").content == merkle.root(leaves)
