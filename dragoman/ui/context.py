"""What every page knows."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from dragoman.ui.frame import frame
from dragoman.ui.languages import alternates
from dragoman.ui.wording import reader_language


def site(request: HttpRequest) -> dict[str, object]:
    """For pages rendered with a request; they offer the home page in the other languages."""
    return furniture("/")


def furniture(path: str) -> dict[str, object]:
    """What the frame of a page needs; ``path`` is the page's own in the default language."""
    said = frame()
    return {
        "site_name": said.site_name,
        "site_description": said.description,
        "accent_path": said.style_path,
        "foot_links": said.pages,
        "site_url": settings.SITE_URL,
        "demonstration": settings.DEMONSTRATION,
        "alternates": alternates(path),
        **_paths(reader_language()),
        "support_path": reverse("archive:support") if settings.GIVING.is_set else "",
    }


@lru_cache(maxsize=32)
def _paths(language: str) -> dict[str, str]:
    """Looking an address up costs as much as a paragraph, and a page names these ten times."""
    return {
        "home_path": reverse("archive:home"),
        "clips_path": reverse("archive:clips"),
        "topics_path": reverse("archive:topics"),
        "sources_path": reverse("archive:sources"),
        "people_path": reverse("archive:people"),
        "find_path": reverse("archive:search"),
        "subscribe_path": reverse("archive:subscribe"),
        "desk_path": reverse("desk:rundown"),
    }
