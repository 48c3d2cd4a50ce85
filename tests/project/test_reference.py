"""The reference pages say what the code says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.project import reference
from dragoman.project.settings.described import DESCRIBED

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", reference.PAGES)
def test_page_is_made_from_the_code(name):
    """When this fails: ``python -m dragoman.project.reference docs/reference``."""
    assert (ROOT / "docs/reference" / name).read_text(encoding="utf-8") == reference.PAGES[name]()


def test_every_setting_is_described_and_every_description_is_a_setting():
    settings = ROOT / "dragoman/project/settings"
    read = {
        name
        for path in settings.glob("*.py")
        if path.name != "described.py"
        for name in re.findall(r'"(DRAGOMAN_[A-Z_]+)"', path.read_text(encoding="utf-8"))
    }
    assert read == set(DESCRIBED)


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []
