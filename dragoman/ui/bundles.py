"""Scripts of one page as one file: a reader's browser asks once, and the sources stay apart for who works on them.

The sources are modules without imports or exports. Each becomes a block of its own, so that their names don't meet;
nothing else of them is changed, and the file says which lines come from where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage


class BundleFinder(BaseFinder):
    """The bundles of the settings, written anew whenever they are looked for."""

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:  # Any: Django renamed what it hands on
        wants_all = bool(kwargs.get("find_all") or kwargs.get("all") or (args and args[0]))
        if path not in settings.STATIC_BUNDLES:
            return []
        found = str(_written(path))
        return [found] if wants_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for path in settings.STATIC_BUNDLES:
            _written(path)
            yield path, FileSystemStorage(location=_folder())


def bundled(sources: Iterable[str]) -> str:
    """These scripts, each in its block."""
    return "\n".join(f"// {name}\n{{\n{_source(name).strip()}\n}}\n" for name in sources)


def _source(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(f"A bundle names the script {name}, which is nowhere.")
    return Path(path).read_text("utf-8")


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "bundles"


def _written(path: str) -> Path:
    """The bundle as a file, replaced at once where it is not as its sources are."""
    target, text = _folder() / path, bundled(settings.STATIC_BUNDLES[path])
    if not target.is_file() or target.read_text("utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        fresh = target.with_suffix(".new")
        fresh.write_text(text, "utf-8")
        fresh.replace(target)
    return target
