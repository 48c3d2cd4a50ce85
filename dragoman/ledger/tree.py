"""The tree over the ledger's lines, kept in tiles, so that a head or a proof never needs to read every line again."""

from __future__ import annotations

from itertools import islice

from django.db import connection, transaction

from dragoman.ledger.chain import Link, walk
from dragoman.ledger.models import Entry, Tile
from dragoman.ledger.terms import ORIGIN
from dragoman.lib.record.tiles import HASH_BYTES, WIDTH, ReadTile, extended, hashes_of

_AT_ONCE = WIDTH * 64
_SIGNERS = 0x6C6564676573  # the lock beside that of the writers


def read_tile(level: int, index: int) -> bytes:
    """Empty for a tile that is not there."""
    found = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
    return bytes(found) if found is not None else b""


def tiled_size() -> int:
    """How many lines the tiles cover."""
    last = Tile.objects.filter(level=0).order_by("-index").first()
    return last.index * WIDTH + len(last.hashes) // HASH_BYTES if last else 0


def extend_tiles() -> int:
    """Bring the tiles up to the ledger's last line; returns how many lines they cover. Raises ``Broken``.

    Each new line is held against the one before, so that no head is ever signed over a broken chain. A ledger that
    is older than its tiles is caught up in pieces: nobody else waits for all of it.
    """
    while _extend():
        pass
    return tiled_size()


def one_signer_at_a_time() -> None:
    """Until the transaction ends. On SQLite it is alone from its start; on PostgreSQL signers have their own lock."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_SIGNERS])


@transaction.atomic
def _extend() -> int:
    one_signer_at_a_time()  # or a slower one would put back tiles that are shorter than those that stand
    size = tiled_size()
    leaves = list(islice(walk(_link_at(size)), _AT_ONCE))
    changed = extended(read_tile, size, leaves)
    Tile.objects.bulk_create(
        [Tile(level=level, index=index, hashes=hashes) for (level, index), hashes in changed.items()],
        update_conflicts=True,
        unique_fields=["level", "index"],
        update_fields=["hashes"],
    )
    return len(leaves)


def _link_at(size: int) -> Link:
    """The digest comes from the tile and not from the line: a line changed since shows at the next one."""
    if size == 0:
        return Link(0, ORIGIN)
    index, at = divmod(size - 1, WIDTH)
    return Link(size, read_tile(0, index)[at * HASH_BYTES : (at + 1) * HASH_BYTES].hex())


def first_difference(size: int, kept: ReadTile = read_tile) -> int | None:
    """The first of ``size`` lines whose hash is not the one in the tiles, ours or those that somebody kept."""
    digests = Entry.objects.filter(seq__lte=size).order_by("seq").values_list("digest", flat=True)
    rows = digests.iterator(chunk_size=_AT_ONCE)
    for index in range((size + WIDTH - 1) // WIDTH):
        hashes = hashes_of(kept(0, index))
        for at, (digest, one) in enumerate(zip(islice(rows, WIDTH), hashes, strict=False)):
            if one.hex() != digest:
                return index * WIDTH + at + 1
    return None
