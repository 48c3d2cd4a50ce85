from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.lib.record import merkle
from dragoman.lib.record.merkle import BadProof
from dragoman.lib.record.tiles import (
    TiledTree,
    extended,
    parse_tile_path,
    root_of_leaves,
    tile_path,
    width_at,
)

LEAVES = [merkle.leaf_hash(str(n).encode()) for n in range(1_200)]


def grown(*sizes):
    tiles: dict = {}

    def read(level, index):
        return tiles[level, index]

    before = 0
    for size in sizes:
        tiles |= extended(read, before, iter(LEAVES[before:size]))
        before = size
    return read


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 1_200), min_size=1, max_size=4).map(sorted), st.data())
def test_tiles_give_the_same_heads_and_proofs_however_the_tree_grew(sizes, data):
    size = sizes[-1]
    tree = TiledTree(grown(*sizes), size)
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    assert tree.root() == merkle.root(LEAVES[:size])
    assert tree.inclusion(index) == merkle.inclusion_proof(LEAVES[:size], index)
    assert tree.consistency(old) == merkle.consistency_proof(LEAVES[:size], old)


@pytest.mark.parametrize("size", [1, 255, 256, 257, 512])
def test_smaller_tree_is_read_from_the_tiles_of_a_larger_one(size):
    assert TiledTree(grown(1_200), size).root() == merkle.root(LEAVES[:size])


def test_proof_of_what_is_not_there_is_refused():
    tree = TiledTree(grown(10), 10)
    with pytest.raises(BadProof):
        tree.inclusion(10)
    with pytest.raises(BadProof):
        tree.consistency(11)
    with pytest.raises(BadProof):
        TiledTree(grown(10), 12).root()


def test_empty_tree_has_the_root_of_nothing():
    assert TiledTree(grown(), 0).root() == merkle.root(())


def test_a_short_tile_is_not_built_upon():
    with pytest.raises(BadProof, match="too short"):
        extended(lambda _level, _index: b"", 10, LEAVES[10:12])


@pytest.mark.parametrize(
    ("index", "width", "path"),
    [(0, 256, "000"), (67, 17, "067.p/17"), (1_234_067, 256, "x001/x234/067"), (5_000, 1, "x005/000.p/1")],
)
def test_tiles_have_addresses(index, width, path):
    assert (tile_path(index, width), parse_tile_path(path)) == (path, (index, width))


@pytest.mark.parametrize(
    "path", ["", "1", "0000", "x000/001", "001.p/256", "001.p/0", "001.p/017", "001/002", "٠٠٠"]
)
def test_other_addresses_name_no_tile(path):
    assert parse_tile_path(path) is None


@given(st.text(alphabet="x/.p0123456789", max_size=45))
def test_any_address_is_one_tile_or_none(path):
    found = parse_tile_path(path)
    assert found is None or tile_path(*found) == path


def test_width_of_a_tile_follows_from_the_size():
    assert [width_at(*place, 70_000) for place in ((0, 0), (0, 273), (0, 274), (1, 0), (1, 1), (2, 0), (3, 0))] == [
        256, 112, 0, 256, 17, 1, 0,
    ]  # fmt: skip


@pytest.mark.parametrize("size", [0, 1, 256, 700])
def test_lowest_tiles_alone_make_the_root(size):
    assert root_of_leaves(grown(1_200), size) == merkle.root(LEAVES[:size])
    with pytest.raises(BadProof, match="hold 10 leaves"):
        root_of_leaves(lambda *place: grown(10)(*place), 11)
