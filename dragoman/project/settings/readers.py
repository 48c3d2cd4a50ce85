"""Typed readers of the environment. A bad value stops the start with a sentence that says what to write."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path
from zoneinfo import available_timezones


class BadSetting(SystemExit):
    """A setting holds a value that can't be used."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} is “{value}”: write yes or no.")


def number(name: str, default: int, *, least: int = 0, most: int = 2**31) -> int:
    value = text(name)
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise BadSetting(f"{name} is “{value}”: write a whole number from {least} to {most}.")
    return int(value)


def choice(name: str, default: str, choices: tuple[str, ...]) -> str:
    value = text(name).upper() or default
    if value not in choices:
        raise BadSetting(f"{name} is “{value}”: write one of {', '.join(choices)}.")
    return value


def timezone(name: str, default: str) -> str:
    value = text(name, default) or default
    if value not in available_timezones():
        raise BadSetting(f"{name} is “{value}”: write the name of a time zone, such as Europe/Berlin.")
    return value


def header(name: str) -> str:
    """The name of a header of requests; empty for none."""
    value = text(name)
    if value and not re.fullmatch(r"[A-Za-z0-9-]{1,60}", value, re.ASCII):
        raise BadSetting(f"{name} is “{value}”: write the name of a header, such as X-Country.")
    return value


def words(name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
    value = text(name)
    return tuple(word for word in value.replace(",", " ").split() if word) if value else default


_ORIGIN = re.compile(r"(https?://)?(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", re.ASCII)


def origins(name: str, default: str, *, alone: tuple[str, ...]) -> tuple[str, ...]:
    """Origins such as ``https://news.example`` or ``*.example.org``; or one of the words that stand alone."""
    found = tuple(one.lower() for one in words(name, (default,)))
    if len(found) == 1 and found[0] in alone:
        return found
    for one in found:
        if one in alone or not _ORIGIN.fullmatch(one):
            raise BadSetting(
                f"{name} has “{one}”: write {' or '.join(alone)} alone, or origins like https://news.example."
            )
    return found


_ADDRESS = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9.-]+", re.ASCII)


def address(name: str) -> str:
    """A plain e-mail address, to whose name something can be added; empty where none is set."""
    value = text(name)
    if value and not _ADDRESS.fullmatch(value):
        raise BadSetting(f"{name} is “{value}”: write a plain address like bounces@example.org.")
    return value


def folder(name: str, default: Path) -> Path:
    value = text(name)
    path = Path(value).expanduser() if value else default
    path = path.absolute()
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BadSetting(f"{name}: the folder {path} can't be made ({error.strerror}).") from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise BadSetting(f"{name}: the folder {path} can't be written. Give another folder or its rights.")
    return path


def file(name: str, default: Path) -> Path:
    """Where a file is, or will be: nothing is made here."""
    value = text(name)
    return (Path(value).expanduser() if value else default).absolute()


def kept_secret(path: Path) -> str:
    """The secret in ``path``, made on the first start and readable by its owner alone."""
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        value = secrets.token_urlsafe(50)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value + "\n")
    try:
        os.link(temporary, path)  # whoever links first decides, so two first starts share one secret
    except FileExistsError:
        value = path.read_text(encoding="ascii").strip()
    finally:
        temporary.unlink()
    return value
