from __future__ import annotations

import pytest

from dragoman.letters.services import post_letter
from dragoman.letters.terms import Attached, Written

WORDS = Written("Your report has arrived", "Thank you.\n", "<p>Thank you.</p>")


@pytest.fixture
def letter(db):
    return post_letter(
        to="nadia@example.org",
        written=WORDS,
        slot="report:1:received",
        language="fr",
        reply_to="desk@example.org",
        headers={"X-Number": "11045"},
        attachments=[Attached("reçu.pdf", "application/pdf", b"%PDF-1.7")],
    )
