"""Letters as files that any mail program opens: where no mail server is set, and in the demonstration."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FolderBackend(BaseEmailBackend):
    """Each message is one ``.eml`` file, named for the moment it was sent."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in email_messages:
            name = f"{datetime.now(UTC):%Y-%m-%dT%H%M%S}-{uuid4().hex[:8]}"
            fresh = folder / f".{name}"
            fresh.write_bytes(one.message().as_bytes())
            fresh.replace(folder / f"{name}.eml")
        return len(email_messages)
