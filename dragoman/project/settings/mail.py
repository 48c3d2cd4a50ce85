"""One address says where letters go: ``smtp://user:password@host:587``, a folder, or the console."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dragoman.project.settings.readers import BadSetting

# Encrypted from the first byte (RFC 8314), after STARTTLS (RFC 3207), or not at all: for a server on this machine.
_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}


@dataclass(frozen=True, slots=True)
class Mail:
    backend: str
    folder: Path
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = ""
    tls_at_once: bool = False
    starttls: bool = False


def mail(url: str, data_dir: Path) -> Mail:
    """Where nothing is set, letters are files in the data folder, which any mail program opens."""
    folder = data_dir / "mail"
    try:
        parts = urlsplit(url or "folder:")
        host, port = parts.hostname, parts.port
    except ValueError:
        raise BadSetting("DRAGOMAN_MAIL_URL can't be read: write smtp://user:password@host:587.") from None
    if parts.scheme == "folder":
        return Mail("dragoman.letters.folder.FolderBackend", Path(parts.path) if parts.path else folder)
    if parts.scheme == "console":
        return Mail("django.core.mail.backends.console.EmailBackend", folder)
    if parts.scheme not in _PORTS or not host:
        raise BadSetting(
            f"DRAGOMAN_MAIL_URL begins with “{parts.scheme}”: write smtps://user:password@host, "
            "smtp+starttls://user:password@host, smtp://localhost, folder: or console:."
        )
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        folder,
        host,
        port or _PORTS[parts.scheme],
        unquote(parts.username or ""),
        unquote(parts.password or ""),
        parts.scheme == "smtps",
        parts.scheme == "smtp+starttls",
    )
