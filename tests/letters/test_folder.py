from __future__ import annotations

import email
from email import policy

from django.core.mail import EmailMessage

from dragoman.letters.folder import FolderBackend


def test_each_message_is_a_file_that_a_mail_program_opens(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    letters = [EmailMessage(f"Nachtzüge {number}", "Grüße", to=["nadia@example.org"]) for number in (1, 2)]
    assert FolderBackend().send_messages(letters) == 2
    kept = [
        email.message_from_bytes(path.read_bytes(), policy=policy.default)
        for path in sorted((tmp_path / "mail").iterdir())
    ]
    assert sorted((one["Subject"], one["To"], one.get_content()) for one in kept) == [
        ("Nachtzüge 1", "nadia@example.org", "Grüße"),
        ("Nachtzüge 2", "nadia@example.org", "Grüße"),
    ]
