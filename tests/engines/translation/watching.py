"""A watch that remembers, and can stop."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Watched:
    stop: bool = False
    told: list[int] = field(default_factory=list)

    def progress(self, permille: int) -> None:
        self.told.append(permille)

    def cancelled(self) -> bool:
        return self.stop
