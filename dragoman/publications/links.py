"""Public addresses, so that a letter can print one without knowing any face."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings

from dragoman.lib.timecode import format_seconds


def clip_path(number: int, slug: str = "", language: str = "") -> str:
    """``/clips/11045/night-trains``; other languages than the default stand in front."""
    prefix = f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{prefix}/clips/{number}/{slug}" if slug else f"{prefix}/clips/{number}"


def clip_url(number: int, slug: str = "", language: str = "") -> str:
    return settings.SITE_URL + clip_path(number, slug, language)


def source_path(slug: str = "", language: str = "") -> str:
    """``/sources/cctv``; the list of all sources without a slug."""
    prefix = f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{prefix}/sources/{quote(slug)}" if slug else f"{prefix}/sources"


def file_path(number: int, name: str) -> str:
    return f"/clips/{number}/files/{name}"


def captions_path(number: int, language: str) -> str:
    return f"/clips/{number}/captions/{language}.vtt"


def moment_fragment(in_ms: int, out_ms: int | None = None) -> str:
    """A media fragment (W3C Media Fragments 1.0): ``#t=12.3,18.9``."""
    end = f",{format_seconds(out_ms)}" if out_ms is not None else ""
    return f"#t={format_seconds(in_ms)}{end}"
