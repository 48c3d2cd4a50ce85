"""Which function does which kind of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.jobs.context import JobContext
from dragoman.jobs.terms import MAX_ATTEMPTS, JobRefused, UnknownJobKind

Handler = Callable[[JobContext], None]


@dataclass(frozen=True, slots=True)
class Handling:
    handler: Handler
    refuses: tuple[type[Exception], ...]
    max_attempts: int


_handlings: dict[str, Handling] = {}


def handles(
    kind: str, *, refuses: tuple[type[Exception], ...] = (), max_attempts: int = MAX_ATTEMPTS
) -> Callable[[Handler], Handler]:
    """Register the function that does ``kind``.

    An error in ``refuses`` (and ``JobRefused`` always) ends the job at once with its message for people; any
    other error is tried again after a pause.
    """

    def register(handler: Handler) -> Handler:
        if kind in _handlings and _handlings[kind].handler is not handler:
            raise ValueError(f"Two handlers for {kind}: a kind of work is done in one place.")
        _handlings[kind] = Handling(handler, (JobRefused, *refuses), max_attempts)
        return handler

    return register


def handling_of(kind: str) -> Handling:
    try:
        return _handlings[kind]
    except KeyError:
        raise UnknownJobKind(f"Nothing handles “{kind}”: register its handler with @handles.") from None


def known_kinds() -> frozenset[str]:
    return frozenset(_handlings)
