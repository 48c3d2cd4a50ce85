"""Getting a file that a person named by its address: bounded, and believed in nothing."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

_MOST_BYTES = 20 * 2**30
_TIMEOUT_S = 30


class CantFetch(Exception):
    """The address gives no file; the message says why."""


def fetch(url: str, folder: Path) -> Path:
    """Download an http or https address into a folder. Raises ``CantFetch``."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CantFetch(f"{url} is not an address that begins with http:// or https://.")
    suffix = Path(parts.path).suffix[:10]
    path = folder / f"fetched{suffix}"
    request = urllib.request.Request(url, headers={"User-Agent": "dragoman verify"})  # noqa: S310  checked above
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT_S) as answer, path.open("wb") as file:  # noqa: S310
            if int(answer.headers.get("Content-Length") or 0) > _MOST_BYTES:
                raise CantFetch(f"{url} is larger than any bundle.")
            shutil.copyfileobj(answer, _Bounded(file))
    except urllib.error.HTTPError as error:
        raise CantFetch(f"{url} answers {error.code} {error.reason}.") from error
    except (OSError, ValueError) as error:
        raise CantFetch(f"{url} can't be fetched: {error}.") from error
    return path


class _Bounded:
    """A file that takes so much and no more."""

    def __init__(self, file: object) -> None:
        self._file, self._taken = file, 0

    def write(self, data: bytes) -> int:
        self._taken += len(data)
        if self._taken > _MOST_BYTES:
            raise ValueError("it is larger than any bundle")
        return int(self._file.write(data))  # type: ignore[attr-defined]
