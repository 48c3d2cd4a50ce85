"""What the bulletins to readers go by."""

from __future__ import annotations

from pathlib import Path

from dragoman.project.settings import readers


def bulletins(data_dir: Path) -> tuple[str, str]:
    """The key under which addresses and networks of readers are hashed, and who may have mail for single clips.

    The key is kept apart from the site's secret: those who want no more mail are known by it for good.
    """
    key = readers.text("DRAGOMAN_ADDRESS_KEY") or readers.kept_secret(data_dir / "address_key")
    return key, readers.choice("DRAGOMAN_BULLETINS_AT_ONCE", "STAFF", ("STAFF", "EVERYONE", "NOBODY"))


def sending() -> tuple[str, bool, str, int, int, int]:
    """Where mail comes back to, whether an editor looks first, by what name complaints are counted; clips, pace."""
    return (
        readers.address("DRAGOMAN_BULLETINS_MAILBOX"),
        readers.flag("DRAGOMAN_BULLETINS_APPROVAL", default=False),
        readers.text("DRAGOMAN_FEEDBACK_ID"),
        readers.number("DRAGOMAN_BULLETINS_MOST_CLIPS", 25, least=1, most=30),
        readers.number("DRAGOMAN_BULLETINS_CONNECTIONS", 2, least=1, most=32),
        readers.number("DRAGOMAN_BULLETINS_PER_DOMAIN", 1200, most=1_000_000),
    )
