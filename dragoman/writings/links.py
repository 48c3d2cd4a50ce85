"""Where pages of the site stand: those every installation has at the root, all others among the pages."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings

from dragoman.writings.terms import HOUSE_PAGES


def page_path(slug: str, language: str = "") -> str:
    """``/about``, ``/pages/open-letters``; other languages than the first stand in front."""
    prefix = f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{prefix}/{slug}" if slug in HOUSE_PAGES else f"{prefix}/pages/{quote(slug)}"
