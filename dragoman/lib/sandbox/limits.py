"""What a child may use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

MIB = 1024 * 1024
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one child. Every bound is enforced by the kernel but the wall clock and the output.

    ``reads`` and ``writes`` name the files and folders the child may see, beneath which everything is
    included; ``reads=None`` leaves the file system open. The programs and libraries of the machine can
    always be read. Where the kernel has no Landlock the two are not enforced.
    """

    wall_seconds: float
    cpu_seconds: int | None = None
    memory_bytes: int = 4 * GIB
    file_bytes: int = 64 * GIB
    output_bytes: int = 64 * MIB
    reads: tuple[Path, ...] | None = None
    writes: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if min(self.wall_seconds, self.memory_bytes, self.file_bytes, self.output_bytes) <= 0:
            raise ValueError("A limit must be above zero.")
        if self.cpu_seconds is not None and self.cpu_seconds <= 0:
            raise ValueError("A limit must be above zero.")
