"""The numbers of a text in one form, whatever digits, grouping marks and words for thousands it is written with."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

import regex

_MARK = r"[.,٬٫\u00a0\u202f’]"
_GROUPED = regex.compile(
    rf"\d{{1,3}}(?P<mark>{_MARK})\d{{3}}(?:(?P=mark)\d{{3}})*|\d{{1,2}}(?:,\d\d)+,\d{{3}}"
)
# Longest first. Endings are left open: "миллионов", "milliards". "mil" and "bi" mean different things, and stay out.
_SCALES: tuple[tuple[str, int], ...] = (
    ("十亿|十億|십억", 10**9),
    ("千万|천만", 10**7),
    ("百万|백만", 10**6),
    ("万亿|兆|조", 10**12),
    ("亿|億|억", 10**8),
    ("万|萬|만", 10**4),
    ("千|천", 10**3),
    (r"billion\b|milliard\p{L}*|миллиард\p{L}*|мільярд\p{L}*|млрд|مليار\p{L}*|میلیارد|מיליארד", 10**9),
    (
        r"million\p{L}*|millón|millones|milhão|milhões|миллион\p{L}*|мільйон\p{L}*|млн|مليون\p{L}*|ملايين|میلیون|מיליון",
        10**6,
    ),
    (r"thousand|тысяч\p{L}*|тисяч\p{L}*|тыс|тис|tausend|mille\b|ألف|آلاف|هزار|אלף|אלפים", 10**3),
)
_NUMBER = regex.compile(
    rf"(?P<number>\d(?:[\d]|{_MARK}(?=\d))*)"
    r"(?:[ \u00a0\u202f]?(?:"
    + "|".join(f"(?P<x{i}>{words})" for i, (words, _) in enumerate(_SCALES))
    + "))?",
    regex.IGNORECASE,
)


def digits_in(text: str) -> Counter[str]:
    """Every number written in digits: "1,500", "1.500", "١٥٠٠" and "1.5 thousand" are all "1500".

    A date of three parts counts as its parts, so that "24.11.2026" is "24/11/2026"; "3,5" is "3.5" and never "35".
    """
    plain = "".join(
        str(unicodedata.digit(ch)) if unicodedata.digit(ch, None) is not None else ch for ch in text
    )
    return Counter(one for match in _NUMBER.finditer(plain) for one in _values(match))


def same_numbers(one: Counter[str], other: Counter[str]) -> bool:
    """Whether two texts state the same numbers; "10.30" and "10:30" are the same hour."""
    lost, added = one - other, other - one
    if any("." in number for number in (*lost, *added)):
        return _parts(lost) == _parts(added)
    return not lost and not added


def _values(match: regex.Match[str]) -> Iterator[str]:
    number = match["number"]
    scale = next((times for i, (_, times) in enumerate(_SCALES) if match[f"x{i}"]), 1)
    grouped = _GROUPED.fullmatch(number)
    if grouped and (scale == 1 or number.count(grouped["mark"] or ",") > 1):
        yield _scaled(regex.sub(r"\D", "", number), scale)
        return
    parts = regex.split(_MARK, number)
    if len(parts) > 1 and _GROUPED.fullmatch(number[: -len(parts[-1]) - 1]):
        parts = [regex.sub(r"\D", "", number[: -len(parts[-1])]), parts[-1]]
    if len(parts) <= 2:
        if scale == 1 and len(parts) == 2:
            yield f"{_bare(parts[0])}.{parts[1]}"
        else:
            yield _scaled(".".join(parts), scale)
        return
    yield from (_bare(part) for part in parts)


def _scaled(number: str, scale: int) -> str:
    if scale == 1:
        return _bare(number)
    plain = f"{Decimal(number) * scale:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _bare(number: str) -> str:
    return number.lstrip("0") or "0"


def _parts(numbers: Counter[str]) -> list[str]:
    return [_bare(part) for number in numbers.elements() for part in number.split(".")]
