"""Building what a setting names: a dotted path, with arguments behind a question mark where there are any."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from urllib.parse import parse_qsl

AdapterSpec = str | tuple[str, Mapping[str, object]]
"""``package.module.Class``, the same with ``?name=value&…``, or the path and its arguments."""


class AdapterUnusable(Exception):
    """Nothing can be built from the path; the message says which and why."""


def build(spec: AdapterSpec) -> object:
    """An instance of the class named. Raises ``AdapterUnusable``."""
    path, arguments = _parted(spec) if isinstance(spec, str) else spec
    module, _, name = path.rpartition(".")
    try:
        return getattr(import_module(module), name)(**arguments)
    except (ImportError, AttributeError, ValueError, TypeError) as error:
        raise AdapterUnusable(f"“{path}” cannot be used: {error}.") from error


def _parted(spec: str) -> tuple[str, dict[str, object]]:
    path, _, query = spec.partition("?")
    told = parse_qsl(query, keep_blank_values=True)
    return path, {name: int(value) if value.isdecimal() else value for name, value in told}
