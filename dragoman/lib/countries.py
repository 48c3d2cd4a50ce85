"""Which country a printed name means, in the languages archives are kept in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import pycountry
from babel import Locale

_LOCALES: Final = (
    "en",
    "ar",
    "ru",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "fa",
    "he",
    "tr",
    "uk",
    "zh",
    "zh_Hant",
    "ko",
    "ja",
)
_ALSO: Final = {
    "uk": "GB", "britain": "GB", "great britain": "GB", "england": "GB", "scotland": "GB", "london": "GB",
    "us": "US", "usa": "US", "united states of america": "US", "america": "US",
    "uae": "AE", "emirates": "AE", "the emirates": "AE", "dubai": "AE", "abu dhabi": "AE",
    "ksa": "SA", "pa": "PS", "palestinian authority": "PS", "palestine": "PS",
    "gaza": "PS", "gaza strip": "PS",
    "west bank": "PS", "ramallah": "PS", "palestinian territories": "PS",
    "russia": "RU", "ussr": "RU", "chechnya": "RU", "prc": "CN", "mainland china": "CN", "roc": "TW",
    "turkey": "TR", "south korea": "KR", "north korea": "KP", "dprk": "KP", "iraqi kurdistan": "IQ",
    "kosovo": "XK", "vatican": "VA", "the vatican": "VA", "macedonia": "MK", "ivory coast": "CI",
    "burma": "MM",
    "czech republic": "CZ", "holland": "NL", "congo": "CG", "drc": "CD", "dr congo": "CD", "crimea": "UA",
    "hong kong": "HK", "macau": "MO", "swaziland": "SZ", "cape verde": "CV",
}  # fmt: skip
_DOTS: Final = re.compile(r"\.(?=\w\b|\s|$)|(?<=\b\w)\.")
_JOINTS: Final = re.compile(r"\s*[-–—,/;&+،]\s*|\s+and\s+|\s+و")
_LONGEST: Final = 80


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes: dict[str, str] = {}
    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name", "alpha_3"):
            name = getattr(country, attribute, None)
            if name:
                codes.setdefault(name.casefold(), country.alpha_2)
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and code.isalpha() and pycountry.countries.get(alpha_2=code) is not None:
                codes.setdefault(str(name).casefold(), code)
    return codes | _ALSO


def country_code(printed: str) -> str | None:
    """ISO 3166-1 alpha-2 for a printed country (XK for Kosovo); None when it isn't one, or is several.

    >>> country_code("Hamas - Gaza"), country_code("U.K."), country_code("Moon")
    ('PS', 'GB', None)
    """
    if len(printed) > _LONGEST:
        return None
    whole = _code_of(printed)
    if whole is not None:
        return whole
    parts = {code for part in _JOINTS.split(printed) if (code := _code_of(part)) is not None}
    return parts.pop() if len(parts) == 1 else None


def is_country(printed: str) -> bool:
    """Whether ``printed`` is the name of one country and nothing else."""
    return len(printed) <= _LONGEST and _code_of(printed) is not None


def _code_of(name: str) -> str | None:
    bare = _DOTS.sub("", name.strip()).casefold().strip()
    codes = _codes()
    found = codes.get(bare) or codes.get(bare.removeprefix("the "))
    if found is None and len(bare) == 2 and name.strip().isupper():
        country = pycountry.countries.get(alpha_2=name.strip())
        return str(country.alpha_2) if country is not None else None
    return found
