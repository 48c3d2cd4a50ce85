"""Values of our own types as plain JSON: fractions as ``25/1``, paths and the rest as text."""

from __future__ import annotations

from dataclasses import asdict, is_dataclass
from fractions import Fraction
from typing import Any

from dragoman.lib.hashing import Json


def plain(value: Any) -> Json:  # Any: any of our dataclasses or what they hold
    """JSON without floats: what a ledger detail or a facts column may hold."""
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return str(value)
