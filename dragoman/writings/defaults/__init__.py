"""The texts of ours that an installation begins with, as Markdown: a title, a summary, the rest."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from dragoman.writings.terms import HOUSE_PAGES, Wording

_FOLDER = Path(__file__).resolve().parent
FIRST_LANGUAGE = "en"
"""All of them are there in this one."""

TITLES = {
    "about": _("About"),
    "how-we-work": _("How we work"),
    "privacy": _("Privacy"),
    "accessibility": _("Accessibility"),
    "terms": _("Terms of use"),
    "contact": _("Contact"),
}
"""How the foot of a page calls them."""


@cache
def house_wording(slug: str, language: str) -> Wording | None:
    """Our text of a page in exactly this language."""
    path = _FOLDER / slug / f"{language}.md"
    if slug not in HOUSE_PAGES or not path.is_file():
        return None
    title, summary, text = path.read_text(encoding="utf-8").split("\n\n", 2)
    return Wording(slug, language, title.removeprefix("# ").strip(), summary.removeprefix("> ").strip(), text)


@cache
def house_languages(slug: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (_FOLDER / slug).glob("*.md"))) if slug in HOUSE_PAGES else ()
