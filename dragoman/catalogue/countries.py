"""Countries by code or in words; their names in the reader's language come from CLDR."""

from __future__ import annotations

from functools import lru_cache

import pycountry
from babel import Locale, UnknownLocaleError

from dragoman.lib.countries import country_code as country_named


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 of a code or a name in words; None when it is no country we know."""
    said = " ".join(text.split())
    if len(said) == 2 and said.isascii() and said.isalpha():
        code = said.upper()
        if code == "XK" or pycountry.countries.get(alpha_2=code):
            return code
    return country_named(said)


def place_wording(text: str) -> str:
    """What to print instead of the country's own name; empty where the text is just that name or its code."""
    said = " ".join(text.split())
    code = country_code(said)
    if code is None:
        return said
    plain = said.upper() == code or said.casefold() in _plain_names(code)
    return "" if plain else said


@lru_cache(maxsize=512)
def _plain_names(code: str) -> frozenset[str]:
    country = pycountry.countries.get(alpha_2=code)
    names = [country_name(code, "en")]
    names += [getattr(country, kind, "") for kind in ("name", "common_name", "official_name", "alpha_3")]
    return frozenset(name.casefold() for name in names if name)


@lru_cache(maxsize=4096)
def country_name(code: str, language: str) -> str:
    """The country's name in a language; the code itself where CLDR has none."""
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        locale = Locale("en")
    return str(locale.territories.get(code, code))
