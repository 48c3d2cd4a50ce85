"""One address of the API: what may be asked there, what is answered, and by which function."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Annotated, Any

from msgspec import Meta


@dataclass(frozen=True, slots=True)
class AskedOne:
    """What may be asked of an address that answers with one thing."""

    fields: Annotated[
        str, Meta(max_length=1000, description="Only these fields of the answer, with commas between them.")
    ] = ""


@dataclass(frozen=True, slots=True)
class AskedList:
    """What may be asked of a list."""

    limit: Annotated[int, Meta(ge=1, le=100, description="How many items at most.")] = 50
    cursor: Annotated[
        str, Meta(max_length=200, description="Where to go on: taken from the “next” of the page before.")
    ] = ""
    fields: Annotated[
        str, Meta(max_length=1000, description="Only these fields of each item, with commas between them.")
    ] = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a list; ``cursor`` is where the next one begins, empty after the last."""

    items: tuple[object, ...]
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """``find`` gets an ``asked`` and gives an ``answers``, or a page of them where it is a list."""

    name: str
    path: str
    tag: str
    summary: str
    asked: type
    answers: type
    find: Callable[[Any], object]  # Any: an ``asked``
    is_list: bool = False
    statuses: tuple[int, ...] = (400, 404)

    @property
    def path_names(self) -> tuple[str, ...]:
        return tuple(re.findall(r"{(\w+)}", self.path))

    @property
    def query_names(self) -> tuple[str, ...]:
        return tuple(one.name for one in fields(self.asked) if one.name not in self.path_names)

    @property
    def nullable_names(self) -> tuple[str, ...]:
        """What is null when it is left out; the reader of values would take the word “null” for it too."""
        return tuple(one.name for one in fields(self.asked) if one.default is None)

    @property
    def field_names(self) -> tuple[str, ...]:
        """What ``fields`` may name."""
        return tuple(one.name for one in fields(self.answers))
