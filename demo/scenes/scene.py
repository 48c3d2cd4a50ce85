"""What every scene is: a base drawn once, and moving parts drawn on each frame."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PIL import Image


@dataclass(frozen=True, slots=True)
class Moment:
    """What a scene may depend on: seconds since the start, the wall clock, and loudness from 0 to 1."""

    seconds: float
    clock: datetime
    loudness: float = 0


class Scene(Protocol):
    """A place. ``still`` is drawn once; ``move`` paints on a copy of it."""

    still: Image.Image

    def __init__(self) -> None: ...

    def move(self, picture: Image.Image, now: Moment) -> None: ...
