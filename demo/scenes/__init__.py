"""The places of the demonstration: each a still picture and what moves in it."""

from __future__ import annotations

from demo.scenes.choir import Choir
from demo.scenes.clocktower import Clocktower
from demo.scenes.harbour import Harbour
from demo.scenes.library import Library
from demo.scenes.orchard import Orchard
from demo.scenes.scene import Moment, Scene
from demo.scenes.stonebridge import Stonebridge
from demo.scenes.weather import Weather

SCENES: dict[str, type[Scene]] = {
    "bridge": Stonebridge,
    "choir": Choir,
    "clocktower": Clocktower,
    "harbour": Harbour,
    "library": Library,
    "orchard": Orchard,
    "weather": Weather,
}

__all__ = ["SCENES", "Moment", "Scene"]
