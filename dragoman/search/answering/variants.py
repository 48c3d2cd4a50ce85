"""Other names of what was asked for: whoever looks for a person by one name looks for them by all."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.search.asking.tree import Either, Part, Phrase, Together, Word
from dragoman.search.index.port import Reader
from dragoman.search.index.writing import name_key

_MOST_WORDS = 5
_MOST_NAMES = 6
_NAMED = frozenset({"speaker", "source", "topic"})


def with_other_names(tree: Part | None, reader: Reader) -> tuple[Part | None, tuple[str, ...]]:
    """The question with other names as alternatives, and those names. Words in quotation marks are left alone."""
    runs = [] if tree is None else [(run, name_key(" ".join(run))) for run in _runs(tree)]
    keys = {key for _, key in runs if key}
    if tree is None or not keys:
        return tree, ()
    names: dict[str, dict[str, None]] = {}
    for key, named in reader.other_names(sorted(keys)):
        if named.kind not in _NAMED:
            continue
        others = (name for name in named.names if name_key(name) != key)
        names.setdefault(key, {}).update(dict.fromkeys(others))
    found = {run: tuple(names[key])[:_MOST_NAMES] for run, key in runs if names.get(key)}
    also = dict.fromkeys(name for others in found.values() for name in others)
    return _replaced(tree, found), tuple(also)


def _runs(tree: Part) -> Iterator[tuple[str, ...]]:
    """Words beside each other that may be a name, the longest first."""
    if isinstance(tree, Word):
        yield (tree.text,)
    if not isinstance(tree, Together | Either):
        return
    if isinstance(tree, Together):
        texts = [part.text if isinstance(part, Word) else "" for part in tree.parts]
        for size in range(min(_MOST_WORDS, len(texts)), 1, -1):
            runs = (tuple(texts[at : at + size]) for at in range(len(texts) - size + 1))
            yield from (run for run in runs if all(run))
    for part in tree.parts:
        yield from _runs(part)


def _replaced(tree: Part, found: dict[tuple[str, ...], tuple[str, ...]]) -> Part:
    if isinstance(tree, Word):
        return _with(tree, found.get((tree.text,), ()))
    if isinstance(tree, Either):
        return Either(tuple(_replaced(part, found) for part in tree.parts))
    if not isinstance(tree, Together):
        return tree
    parts, at = list[Part](), 0
    while at < len(tree.parts):
        size = next(
            (
                size
                for size in range(min(_MOST_WORDS, len(tree.parts) - at), 1, -1)
                if _run(tree, at, size) in found
            ),
            1,
        )
        if size == 1:
            parts.append(_replaced(tree.parts[at], found))
        else:
            parts.append(_with(Together(tree.parts[at : at + size]), found[_run(tree, at, size)]))
        at += size
    return Together(tuple(parts)) if len(parts) > 1 else parts[0]


def _run(tree: Together, at: int, size: int) -> tuple[str, ...]:
    return tuple(part.text if isinstance(part, Word) else "" for part in tree.parts[at : at + size])


def _with(part: Part, others: tuple[str, ...]) -> Part:
    return Either((part, *(Phrase(name) for name in others))) if others else part
