"""Which language a text is in, as this installation's identifier sees it."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from dragoman.engines.identification.port import LanguageIdentifier


def is_surely_not_in(language: str, text: str) -> bool:
    """Whether the text is in another language than it is filed under; silent where there is too little to tell."""
    identifier = _identifier(settings.IDENTIFICATION_ENGINE)
    return identifier.identify(text).contradicts(language)


@cache
def _identifier(path: str) -> LanguageIdentifier:
    return cast(LanguageIdentifier, import_string(path)())
