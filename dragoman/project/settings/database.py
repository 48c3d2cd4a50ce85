"""One address says which database: ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dragoman.project.settings.readers import BadSetting


def database(url: str, data_dir: Path) -> dict[str, Any]:  # Any: Django's own settings form
    parts = urlsplit(url or f"sqlite:///{data_dir / 'dragoman.sqlite3'}")
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:] if parts.path.startswith("//") else parts.path),
            # Opening a file and setting it up costs more than most questions asked of it.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 30,
                # Write transactions queue at BEGIN instead of failing half way when two meet.
                "transaction_mode": "IMMEDIATE",
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                    "PRAGMA recursive_triggers=ON; PRAGMA cache_size=-16000;"
                ),
            },
        }
    if parts.scheme in {"postgresql", "postgres"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
        }
    raise BadSetting(
        f"DRAGOMAN_DATABASE_URL begins with “{parts.scheme}”: write sqlite:/// or postgresql://."
    )
