from __future__ import annotations

from dragoman.archive.citing.files import FORMS
from tests.lib.citation.references import CLIP


def test_each_file_begins_as_its_format_does():
    assert {ending: form.write(CLIP)[:5] for ending, form in FORMS.items()} == {
        "bib": "@misc",
        "ris": "TY  -",
        "json": "[\n {\n",
        "xml": "<?xml",
    }
