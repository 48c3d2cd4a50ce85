"""What was said, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from msgspec import Meta

from dragoman.api.rest.values.named import Language, Milliseconds, Url


@dataclass(frozen=True, slots=True)
class AlternateRendering:
    """Another way to render a sentence, and why one might."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """A translation. ``of`` names all the sentences it renders; it stands with the first of them."""

    language: Language
    text: str
    of: tuple[str, ...]
    origin: str
    state: str
    note: str
    alternates: tuple[AlternateRendering, ...]
    is_withheld: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it was said, with its translations. Its label never changes its meaning."""

    label: str
    kind: str
    voice: Annotated[str, Meta(description="The key of the speaker among the clip's voices, or empty.")]
    speaker: str
    role: str
    language: Language
    text: str
    in_ms: Milliseconds | None
    out_ms: Milliseconds | None
    origin: str
    state: str
    evidence: Annotated[str, Meta(description="How the desk knows who speaks.")]
    certainty: str
    heard: Annotated[str, Meta(description="Whose voice carries the words: own, interpreter, dub.")]
    relay_of: str
    is_withheld: bool
    translations: tuple[Rendering, ...]
    citation: Annotated[str, Meta(description="The short form to cite it by: DRG 11045 s17.")]
    url: Url
