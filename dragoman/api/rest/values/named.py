"""Names that stand in several answers, and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypeAlias

from msgspec import Meta

Number: TypeAlias = Annotated[int, Meta(ge=1, le=10**15, description="The number of a clip.")]
Language: TypeAlias = Annotated[str, Meta(description="A BCP 47 tag.")]
Url: TypeAlias = Annotated[str, Meta(description="A whole address.")]
Milliseconds: TypeAlias = Annotated[int, Meta(description="Milliseconds.")]
Moment: TypeAlias = Annotated[datetime, Meta(tz=True)]


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the catalogue, and its short form in addresses."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class SourceNamed:
    """Who aired it, as it is printed: “CCTV (China)”."""

    slug: str
    name: str
    country: Annotated[str, Meta(description="ISO 3166-1 alpha-2, or empty.")]
    place_name: Annotated[
        str, Meta(description="Printed instead of the country's name where it is not empty.")
    ]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
