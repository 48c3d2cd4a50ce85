from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.record import merkle
from dragoman.lib.record.merkle import BadProof, check_consistency, leaf_hash, root_from_inclusion

# The reference leaves and heads of Certificate Transparency.
REFERENCE_LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
REFERENCE_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LARGEST = 69
LEAVES = [leaf_hash(f"line {number}".encode()) for number in range(LARGEST)]


def naive_root(leaves):
    """The definition, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:half]) + naive_root(leaves[half:])).digest()


ROOTS = [naive_root(LEAVES[:size]) for size in range(LARGEST + 1)]


@pytest.mark.parametrize("size", range(1, 9))
def test_reference_heads(size):
    leaves = [leaf_hash(data) for data in REFERENCE_LEAVES[:size]]
    assert merkle.root(leaves).hex() == REFERENCE_ROOTS[size - 1]


def test_reference_head_of_nothing():
    assert merkle.root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_heads_follow_the_definition():
    assert [merkle.root(LEAVES[:size]) for size in range(LARGEST + 1)] == ROOTS


def test_every_inclusion_proof_leads_to_its_head_and_only_with_its_leaf_and_place():
    for size in range(1, LARGEST + 1):
        for index in range(size):
            path = merkle.inclusion_proof(LEAVES[:size], index)
            assert root_from_inclusion(LEAVES[index], index, size, path) == ROOTS[size]
            other = (index + 1) % size
            if other != index:
                assert not leads(LEAVES[index], other, size, path)
                assert not leads(LEAVES[other], index, size, path)


def test_every_consistency_proof_holds_and_no_forked_one():
    forked = [*LEAVES[:1], leaf_hash(b"forged"), *LEAVES[2:]]
    for size in range(LARGEST + 1):
        for old in range(size + 1):
            path = merkle.consistency_proof(LEAVES[:size], old)
            check_consistency(old, ROOTS[old], size, ROOTS[size], path)
            if old >= 2:
                assert not consistent(old, merkle.root(forked[:old]), size, ROOTS[size], path)
            if 0 < old < size:
                assert not consistent(old - 1, ROOTS[old - 1], size, ROOTS[size], path)


@given(data=st.data())
def test_no_flipped_bit_passes(data):
    size = data.draw(st.integers(2, LARGEST))
    index = data.draw(st.integers(0, size - 1))
    path = list(merkle.inclusion_proof(LEAVES[:size], index))
    at, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
    path[at] = flipped(path[at], bit)
    assert not leads(LEAVES[index], index, size, path)
    old = data.draw(st.integers(1, size - 1))
    proof = list(merkle.consistency_proof(LEAVES[:size], old))
    at = data.draw(st.integers(0, len(proof) - 1))
    proof[at] = flipped(proof[at], bit)
    assert not consistent(old, ROOTS[old], size, ROOTS[size], proof)


@given(
    st.integers(-2, 80),
    st.integers(-2, 80),
    st.lists(st.binary(min_size=32, max_size=32), max_size=8),
)
def test_any_path_is_answered(first, second, path):
    # Alone, a leaf is led to by nothing.
    assert leads(LEAVES[0], first, second, path) == ((first, second, path) == (0, 1, []))
    assert consistent(first, ROOTS[0], second, ROOTS[1], path) == (first == 0 <= second and not path)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3)])
def test_no_proof_for_what_is_not_there(index, size):
    with pytest.raises(BadProof, match="There is no leaf"):
        merkle.inclusion_proof(LEAVES[:size], index)
    with pytest.raises(BadProof, match="had never"):
        merkle.consistency_proof(LEAVES[:3], 4)


def test_frontier_has_the_head_of_every_size():
    tree = merkle.Frontier()
    roots = [tree.root()]
    for leaf in LEAVES:
        tree.append(leaf)
        roots.append(tree.root())
    assert (roots, tree.size) == (ROOTS, LARGEST)


def leads(leaf, index, size, path):
    try:
        return 0 <= size <= LARGEST and root_from_inclusion(leaf, index, size, path) == ROOTS[size]
    except BadProof:
        return False


def consistent(*arguments):
    try:
        check_consistency(*arguments)
    except BadProof:
        return False
    return True


def flipped(data, bit):
    return bytes([*data[: bit // 8], data[bit // 8] ^ (1 << bit % 8), *data[bit // 8 + 1 :]])
