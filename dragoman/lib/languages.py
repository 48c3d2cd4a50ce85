"""Language tags (BCP 47): reading them, comparing them, naming them, and which way their text runs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import pycountry
from babel import Locale, UnknownLocaleError
from babel.core import get_global

Direction = Literal["ltr", "rtl"]

UNDETERMINED_SCRIPT = "Zyyy"
"""What :func:`script` answers when nobody has recorded how a language is usually written."""

_RIGHT_TO_LEFT_TEXT = (
    "Adlm Arab Aran Armi Avst Chrs Cprt Elym Gara Hatr Hebr Hung Khar Lydi Mand Mani Mend Merc Mero "
    "Narb Nbat Nkoo Ougr Palm Phli Phlp Phnx Prti Rohg Samr Sarb Sogd Sogo Syrc Syre Syrj Syrn Thaa "
    "Todr Yezi"
)
_RIGHT_TO_LEFT = frozenset(_RIGHT_TO_LEFT_TEXT.split())
_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII,
)
_NO_ONE_LANGUAGE = frozenset({"und", "mul", "mis", "zxx"})
_LONGEST_TAG = 35  # the length RFC 5646 asks every reader to allow for


class UnknownLanguage(ValueError):
    """The text is no language tag we can file anything under."""


@dataclass(frozen=True, slots=True)
class _Subtags:
    language: str
    script: str
    region: str
    variants: tuple[str, ...]

    def __str__(self) -> str:
        parts = (self.language, self.script, self.region, *self.variants)
        return "-".join(part for part in parts if part)


def canonical(tag: str) -> str:
    """The one spelling of a tag: ``PT_br`` is ``pt-BR``, ``ger`` is ``de``, ``iw`` is ``he``.

    Extensions and private use (``-u-…``, ``-x-…``) are refused: nothing is filed under them.

    >>> canonical("zh_hans_cn")
    'zh-Hans-CN'
    """
    return str(_subtags(tag))


def base(tag: str) -> str:
    """The language alone: ``zh`` of ``zh-Hant-TW``."""
    return _subtags(tag).language


def script(tag: str) -> str:
    """The ISO 15924 code of the script the tag names or, without one, is usually written in.

    >>> script("zh-TW"), script("sr"), script("uz-AF")
    ('Hant', 'Cyrl', 'Arab')
    """
    subtags = _subtags(tag)
    return subtags.script or _likely_script(subtags.language, subtags.region)


def direction(tag: str) -> Direction:
    return "rtl" if script(tag) in _RIGHT_TO_LEFT else "ltr"


def same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, whatever the script or region: ``pt`` and ``pt-BR`` do."""
    return base(one) == base(other)


def name_in(tag: str, in_language: str) -> str:
    """The name of a language as another language's readers know it.

    >>> name_in("pt-BR", "en"), name_in("ru", "zh")
    ('Brazilian Portuguese', '俄语')
    """
    subtags = _subtags(tag)
    locale = _locale(in_language) or Locale("en")
    names = locale.languages
    known, left = next(
        ((key, left) for key, left in _most_specific_first(subtags) if key in names),
        ("", (subtags.script, subtags.region)),
    )
    name = names[known] if known else _iso_name(subtags.language)
    details = [locale.scripts.get(part) or locale.territories.get(part) or part for part in left if part]
    details += [locale.variants.get(variant.upper(), variant) for variant in subtags.variants]
    return f"{name} ({', '.join(details)})" if details else str(name)


def own_name(tag: str) -> str:
    """What speakers call it, with a capital where the script has them: “Русский”, “中文”, “Português”."""
    name = name_in(tag, tag)
    return name[:1].title() + name[1:]


@lru_cache(maxsize=4096)
def _subtags(tag: str) -> _Subtags:
    plain = tag.strip().replace("_", "-").lower()
    match = _TAG.fullmatch(plain) if len(plain) <= _LONGEST_TAG else None
    if match is None:
        raise _unknown(tag)
    language, replaced_script = _language(match["language"], tag)
    written = (match["script"] or "").title() or replaced_script
    if written and pycountry.scripts.get(alpha_4=written) is None:
        raise _unknown(tag)
    region = _region((match["region"] or "").upper(), tag)
    variants = tuple(match["variants"].split("-")[1:])
    known_variants = Locale("en").variants
    if any(variant.upper() not in known_variants for variant in variants) or len(set(variants)) < len(
        variants
    ):
        raise _unknown(tag)
    return _Subtags(language, written, region, variants)


def _language(code: str, tag: str) -> tuple[str, str]:
    """The current code for a language, with the script a retired code stood for (``sh`` is ``sr-Latn``)."""
    replacement = get_global("language_aliases").get(code, code)
    language, _, rest = replacement.partition("_")
    found = (
        pycountry.languages.get(alpha_2=language)
        if len(language) == 2
        else pycountry.languages.get(alpha_3=language) or pycountry.languages.get(bibliographic=language)
    )
    if found is None:
        raise _unknown(tag)
    return getattr(found, "alpha_2", found.alpha_3), rest if len(rest) == 4 else ""


def _region(code: str, tag: str) -> str:
    if not code:
        return ""
    current = get_global("territory_aliases").get(code, [code])
    if len(current) == 1:
        code = current[0]
    if code not in Locale("en").territories or code == "ZZ":
        raise _unknown(tag)
    return code


def _likely_script(language: str, region: str) -> str:
    if language in _NO_ONE_LANGUAGE:
        return UNDETERMINED_SCRIPT
    likely = get_global("likely_subtags")
    expanded = likely.get(f"{language}_{region}") or likely.get(language)
    return expanded.split("_")[1] if expanded else UNDETERMINED_SCRIPT


def _most_specific_first(subtags: _Subtags) -> list[tuple[str, tuple[str, ...]]]:
    """CLDR keys for a tag, each with the subtags it does not yet name."""
    language, written, region = subtags.language, subtags.script, subtags.region
    return [
        (f"{language}_{written}_{region}", ()),
        (f"{language}_{region}", (written,)),
        (f"{language}_{written}", (region,)),
        (language, (written, region)),
    ]


@lru_cache(maxsize=256)
def _locale(tag: str) -> Locale | None:
    subtags = _subtags(tag)
    tries = (
        (subtags.language, subtags.script or None, subtags.region or None),
        (subtags.language, script(tag), None),
        (subtags.language, None, None),
    )
    for language, written, region in tries:
        try:
            return Locale(language, territory=region, script=written)
        except UnknownLocaleError:
            continue
    return None


def _iso_name(language: str) -> str:
    found = pycountry.languages.get(alpha_2=language) or pycountry.languages.get(alpha_3=language)
    return str(found.name) if found is not None else language


def _unknown(tag: str) -> UnknownLanguage:
    shown = tag if len(tag) <= _LONGEST_TAG else f"{tag[:_LONGEST_TAG]}…"
    return UnknownLanguage(
        f"“{shown}” is not a language code: write a BCP 47 tag such as en, pt-BR or zh-Hans."
    )
