from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.project.settings.mail import Mail, mail
from dragoman.project.settings.readers import BadSetting

FOLDER = "dragoman.letters.folder.FolderBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
KEPT = Path("/data/mail")


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("", Mail(FOLDER, KEPT)),
        ("folder:/srv/letters", Mail(FOLDER, Path("/srv/letters"))),
        ("console:", Mail("django.core.mail.backends.console.EmailBackend", KEPT)),
        ("smtp://localhost", Mail(SMTP, KEPT, "localhost", 25)),
        ("smtps://desk:p%40ss@mail.example", Mail(SMTP, KEPT, "mail.example", 465, "desk", "p@ss", True)),
        ("smtp+starttls://mail.example:2525", Mail(SMTP, KEPT, "mail.example", 2525, starttls=True)),
    ],
)
def test_address_says_where_letters_go(url, found):
    assert mail(url, Path("/data")) == found


@pytest.mark.parametrize(
    "url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:port"]
)
def test_bad_address_says_what_to_write(url):
    with pytest.raises(BadSetting, match="write"):
        mail(url, Path("/data"))
