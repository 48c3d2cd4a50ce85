"""Pictures, films and cards of a clip, made once and kept on disk until the words they show are no longer the latest.

Kept by number: a correction or a withdrawal takes all that was made of a clip away, and no withheld word stays in it.
"""

from __future__ import annotations

import secrets
import shutil
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

_LOOK_EVERY = 100
_ABANDONED_S = 86_400
_FILM = ".mp4"
_lock = threading.Lock()
_kept_since = 0


def kept_card(number: int, digest: str, variant: str, ending: str = "png") -> bytes | None:
    """The picture, if it was made of exactly this edition."""
    try:
        return _path(number, digest, variant, ending).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def keep_card(number: int, digest: str, variant: str, picture: bytes, ending: str = "png") -> None:
    """Keep a picture and drop those of earlier editions. A full disk keeps nothing and refuses nobody."""
    path = _path(number, digest, variant, ending)
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(picture)
        temporary.replace(path)
        _drop_earlier(path)
    with suppress(OSError):
        temporary.unlink(missing_ok=True)
    _look_at_room()


def kept_film(number: int, digest: str, variant: str) -> Path | None:
    """The film, if it was made of exactly this edition. Its name ends in what tells its bytes from another's."""
    folder = _folder() / str(number)
    return next(iter(sorted(folder.glob(f"{digest[:24]}-{variant}-*.mp4"))), None)


def keep_film(number: int, digest: str, variant: str, film: Path) -> Path:
    """Put a finished film in its place, drop what was made of earlier editions, and make room."""
    path = _path(number, digest, variant, "mp4")
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(8)}")
    shutil.copyfile(film, temporary)
    temporary.replace(path)
    _drop_earlier(path)
    trim_films(settings.FILMS_MAX_BYTES, besides=path)
    return path


def forget_cards(number: int) -> None:
    """Drop every picture and film of a clip."""
    shutil.rmtree(_folder() / str(number), ignore_errors=True)


def trim_cards(most_bytes: int) -> int:
    """Drop the oldest pictures until the rest take no more than this. Returns how many went."""
    _clear_abandoned()
    return _trim((path for path in _folder().glob("*/[!.]*") if path.suffix != _FILM), most_bytes)


def trim_films(most_bytes: int, besides: Path | None = None) -> int:
    """The same for films; the one that was just made stays, however large it is."""
    return _trim((path for path in _folder().glob(f"*/[!.]*{_FILM}") if path != besides), most_bytes)


def _trim(paths: Iterable[Path], most_bytes: int) -> int:
    found: list[tuple[float, int, str]] = []
    for path in paths:
        with suppress(FileNotFoundError):
            stat = path.stat()
            found.append((stat.st_mtime, stat.st_size, str(path)))
    over = sum(size for _, size, _ in found) - most_bytes
    gone = 0
    for _, size, name in sorted(found):
        if over <= 0:
            break
        with suppress(FileNotFoundError):
            Path(name).unlink()
        over, gone = over - size, gone + 1
    return gone


def _clear_abandoned() -> None:
    """What a process that was killed had begun to write."""
    for path in _folder().glob("*/.*"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _ABANDONED_S:
                path.unlink()


def _drop_earlier(path: Path) -> None:
    for other in path.parent.glob("[!.]*"):
        if other.name.partition("-")[0] != path.name.partition("-")[0]:
            other.unlink(missing_ok=True)


def _look_at_room() -> None:
    if _is_time_to_look():
        trim_cards(settings.CARDS_MAX_BYTES)


def _is_time_to_look() -> bool:
    global _kept_since  # noqa: PLW0603  counted in this process alone
    with _lock:
        _kept_since += 1
        return _kept_since % _LOOK_EVERY == 0


def _folder() -> Path:
    return Path(settings.CARDS_DIR)


def _path(number: int, digest: str, variant: str, ending: str) -> Path:
    return _folder() / str(number) / f"{digest[:24]}-{variant}.{ending}"
