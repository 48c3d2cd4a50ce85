"""The facts around a clip: lines such as ``#11045 | 02:01``, ``Source: CCTV (China)``, ``Apr 09, 2024``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from dragoman.lib.pages.channels import is_channel, is_row_of_channels
from dragoman.lib.pages.dates import cut_date, read_date
from dragoman.lib.pages.digits import plain_digits
from dragoman.lib.pages.durations import read_duration
from dragoman.lib.pages.field_names import NAMES
from dragoman.lib.pages.furniture import is_label, opens_section


class Kind(StrEnum):
    """What a field tells."""

    NUMBER = "number"
    DURATION = "duration"
    DATE = "date"
    PUBLISHED = "published"
    SOURCE = "source"
    COUNTRY = "country"
    TITLE = "title"
    SUMMARY = "summary"
    INTRO = "intro"
    TRANSCRIPT = "transcript"
    ADDRESS = "address"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Field:
    """One fact as written."""

    kind: Kind
    text: str


_KINDS: Final = {name: Kind(kind) for kind, names in NAMES.items() for name in names.split("|")}
_BEFORE_COLON: Final = re.compile(r"([^:：﹕]{1,60}?)\s*(?:[:：﹕]\s*|$)")
_LINK_LABEL: Final = re.compile(
    r"(?:click here )?to (?:view|watch) (?:this|the)(?: \w+){0,2}? (?:clip|video)\b.{0,60}?(?:[:：]|(?=https?://)|$)|"
    r"(?:view|watch) (?:the |this )?clip(?: here)?\s*[:：]\s*|"
    r"(?:read|watch|see) (?:more|the full clip)\s*[:：]\s*(?=https?://)",
    re.IGNORECASE,
)
_NEEDS_NO_COLON: Final = frozenset({Kind.TRANSCRIPT, Kind.SUMMARY, Kind.SOURCE, Kind.DURATION})
_DIGITS: Final = r"(\d{1,3}(?:[,.\u202f ]\d{3}){1,2}|\d{1,9})(?![\d,.]?\d)"
_MARK: Final = (
    r"(?:(?:[\w.&'’-]{1,24} ){0,5}?(?:video )?clip\s*(?:#|№|(?:no|nr|num|number|id)\b\.?:?)?\s*[#:]?\s*"
    r"|[#№]\s?|(?:no|nr|number)\b\.?:?\s*[#№]?\s*|(?:клип|видео|ролик)\s*(?:№|no\.?)?\s*|"
    r"رقم\s*(?:المقطع)?\s*:?\s*[#№]?\s*|第\s?|(?:片段)?(?:编号|編號)\s*[:：]?\s*)"
)
_NUMBER: Final = re.compile(rf"\[?{_MARK}{_DIGITS}\s?[号號]?\]?\.?", re.IGNORECASE)
_NUMBER_AND_TITLE: Final = re.compile(
    rf"{_MARK}{_DIGITS}(\s*[-–—|]\s*|\s*[:：.]\s+|\s+(?=(?-i:[\"“A-Z])))(?=\S)", re.IGNORECASE
)
_PLAIN_NUMBER: Final = re.compile(_DIGITS)
_STRONG_MARK: Final = re.compile(r"[#№]|.{0,80}?\bclip\b|no\b", re.IGNORECASE)
_PIPE: Final = re.compile(r"\s*[|¦•·‖]\s*|\s+[–—/]\s+|\t|\s+-\s+(?=\d{1,2}(?::\d\d){1,2}$)")
# A row of facts whose elements stood side by side in the page and lost what kept them apart.
_RUN_ON: Final = re.compile(
    _PIPE.pattern
    + r"|(?<=\d:\d\d)\s+(?=[^\W\d]{3,12}\.? \d{1,2},? \d{4}\b|\d{1,2}\.? [^\W\d]{3,12},? \d{4}\b|\d{4}-\d\d-\d\d\b)"
    r"|(?<=\d)\s+(?=\d{1,2}(?::\d\d){1,2}(?:\s|$))"
    r"|\s+(?=(?:sources?|channel|aired(?: on)?|date|duration)\s*[:：])",
    re.IGNORECASE,
)
_LOOSE_LABEL: Final = re.compile(r"(\w+(?:\s\w+)?)\s+(?:[-–—]\s+)?(?=\S)")
_WITH_BRACKET: Final = re.compile(r"([^()]{2,80})\s\(([^()]{4,40})\)")
_URL: Final = re.compile(r"https?://[^\s<>\"'“”)\]]{3,500}")
_LONGEST_FACT: Final = 400


def labelled(text: str) -> Field | None:
    """The field a line names before its colon; empty text when the value stands on the next line."""
    match = _BEFORE_COLON.match(text)
    kind = _KINDS.get(match[1].casefold().strip()) if match else None
    if match is not None and kind is not None:
        has_colon = match[0].rstrip()[-1:] in ":：﹕"
        return Field(kind, text[match.end() :].strip()) if has_colon or kind in _NEEDS_NO_COLON else None
    link = _LINK_LABEL.match(text[:300])
    return Field(Kind.ADDRESS, text[link.end() :].strip()) if link is not None else None


def read_number(text: str) -> int | None:
    """The clip number in ``11045``, ``#11,045`` or ``Clip No. 11045``; zero is no number.

    >>> read_number("Clip No. 11,045")
    11045
    """
    text = plain_digits(text.strip())[:80]
    match = _NUMBER.fullmatch(text) or _PLAIN_NUMBER.fullmatch(text.strip("[]. "))
    return _value(match[1]) if match else None


def _value(written: str) -> int | None:
    return int(re.sub(r"\D", "", written)) or None


def number_and_title(text: str) -> tuple[str, str] | None:
    """``#9571 – Title`` as its two parts, when both are there."""
    match = _NUMBER_AND_TITLE.match(plain_digits(text[:160]))
    if match is None or _value(match[1]) is None:
        return None
    colon = match[2].strip() in {":", "：", "."}
    if (colon and not _STRONG_MARK.match(match[0])) or (colon and match[0].startswith("#")):
        return None
    return match[1], text[match.end() :].strip()


@lru_cache(maxsize=4096)
def read_fields(text: str) -> tuple[Field, ...] | None:
    """The facts a line is made of, or None when it holds anything else."""
    if len(text) > 20_000:
        return None
    whole = _fact(text)
    if whole is not None:
        return whole
    if is_row_of_channels(text):
        return (Field(Kind.SOURCE, text),)
    parts = [part for part in _PIPE.split(text) if part] if len(text) <= _LONGEST_FACT else []
    run_on = [part for part in _RUN_ON.split(text) if part] if len(text) <= _LONGEST_FACT else []
    if len(run_on) > max(len(parts), 1):
        found = [_fact(part) for part in run_on]
        if all(found) and Kind.NUMBER in {field.kind for fact in found if fact for field in fact}:
            return tuple(field for fact in found if fact for field in fact)
    if len(parts) < 2:
        return _number_with_rest(text)
    facts = [_fact(part) for part in parts]
    facts = [fact or _bare_number(part, facts) for fact, part in zip(facts, parts, strict=True)]
    unknown = [at for at, fact in enumerate(facts) if fact is None]
    kinds = {field.kind for fact in facts if fact for field in fact}
    if not unknown and kinds - {Kind.FURNITURE}:
        return tuple(field for fact in facts if fact for field in fact)
    if kinds & {Kind.NUMBER, Kind.DURATION} and Kind.SOURCE not in kinds:
        for at in list(unknown):
            if is_channel(parts[at]):
                facts[at] = (Field(Kind.SOURCE, parts[at]),)
                unknown.remove(at)
    if not unknown or (len(unknown) == 1 and Kind.NUMBER in kinds):
        for at in unknown:
            facts[at] = (Field(Kind.TITLE, parts[at]),)
        return tuple(field for fact in facts if fact for field in fact)
    return _number_with_rest(text)


def _bare_number(part: str, facts: list[tuple[Field, ...] | None]) -> tuple[Field, ...] | None:
    """``11045`` beside a running time needs no sign before it."""
    kinds = {field.kind for fact in facts if fact for field in fact}
    plain = _PLAIN_NUMBER.fullmatch(plain_digits(part))
    return (
        (Field(Kind.NUMBER, part),) if plain and Kind.DURATION in kinds and Kind.NUMBER not in kinds else None
    )


def _fact(text: str) -> tuple[Field, ...] | None:
    named = labelled(text)
    if named is not None:
        return tuple(_checked(named, text)) or None
    if len(text) > _LONGEST_FACT:
        return None
    number = _NUMBER.fullmatch(plain_digits(text))
    if number is not None and _value(number[1]) is not None:
        return (Field(Kind.NUMBER, text),)
    if read_duration(text) is not None:
        return (Field(Kind.DURATION, text),)
    if read_date(text) is not None:
        return (Field(Kind.DATE, text),)
    if _URL.fullmatch(text):
        return (Field(Kind.ADDRESS, text),)
    loose = _loosely_labelled(text)
    if loose is not None:
        return loose
    is_box = is_label(text) or (":" in text and opens_section(text))
    return (Field(Kind.FURNITURE, text),) if is_box else None


def _loosely_labelled(text: str) -> tuple[Field, ...] | None:
    """``Source - CCTV (China)``, ``Duration 2:01`` and ``Clip No. 5 (02:01)``."""
    label = _LOOSE_LABEL.match(text)
    kind = _KINDS.get(label[1].casefold()) if label else None
    if label is not None and kind is not None:
        value = text[label.end() :]
        dashed = label[0].rstrip()[-1:] in "-–—"
        fits = (kind is Kind.DURATION and read_duration(value)) or (kind is Kind.DATE and read_date(value))
        if fits or (dashed and kind is Kind.SOURCE):
            return (Field(kind, value),)
    both = _WITH_BRACKET.fullmatch(text)
    if both is None or read_number(both[1]) is None or _PLAIN_NUMBER.fullmatch(plain_digits(both[1])):
        return None
    inside = _fact(both[2])
    facts = inside and all(field.kind in {Kind.DURATION, Kind.DATE} for field in inside)
    return (Field(Kind.NUMBER, both[1]), *inside) if inside and facts else None


def _checked(field: Field, whole: str) -> Iterator[Field]:
    """A field whose value is of its kind. “Time: a study” and “Number: many” are no facts."""
    kind, text = field.kind, field.text
    if kind in {Kind.SUMMARY, Kind.INTRO, Kind.TITLE, Kind.TRANSCRIPT}:
        yield field
    elif len(text) > _LONGEST_FACT:
        return
    elif kind is Kind.SOURCE and _URL.fullmatch(text):
        yield Field(Kind.ADDRESS, text)
    elif not text or kind in {Kind.SOURCE, Kind.COUNTRY}:
        parts = _PIPE.split(text, maxsplit=1)
        yield Field(kind, parts[0])
        if len(parts) == 2:
            yield from read_fields(parts[1]) or (Field(kind, parts[1]),)
    elif kind is Kind.NUMBER:
        if read_number(text) is not None:
            yield field
        elif (both := number_and_title(whole)) is not None:
            yield from (Field(Kind.NUMBER, both[0]), *_title_part(both[1]))
        elif len(parts := _PIPE.split(text)) > 1 and read_number(parts[0]) is not None:
            yield from (Field(kind, parts[0]), *_title_part(text[len(parts[0]) :].lstrip(" |¦•·‖–—\t")))
    elif kind in {Kind.DATE, Kind.PUBLISHED}:
        yield from _dated(field)
    elif kind is Kind.DURATION:
        if read_duration(text) is not None:
            yield field
        elif read_date(text) is not None:
            yield Field(Kind.DATE, text)
    elif link := find_address(whole):
        yield Field(kind, link)


def _dated(field: Field) -> Iterator[Field]:
    """``Aired: April 9, 2024 on CCTV (China)`` gives a source too."""
    if read_date(field.text) is not None:
        yield field
        return
    cut = cut_date(field.text)
    if cut is not None:
        _, rest = cut
        yield Field(field.kind, field.text[: len(field.text) - len(rest)].rstrip(" ,،:|-–—"))
        channel = re.sub(r"^(?:on|by)\s+", "", rest)
        yield from read_fields(channel) or (Field(Kind.SOURCE, channel),)
    elif re.search(r"\d", field.text) and len(field.text) <= 40:
        yield field  # an unreadable date is reported, not taken for words


def _number_with_rest(text: str) -> tuple[Field, ...] | None:
    both = number_and_title(text)
    if both is None:
        return None
    return (Field(Kind.NUMBER, both[0]), *_title_part(both[1]))


def _title_part(text: str) -> tuple[Field, ...]:
    """A title, and a running time or date that may end it: ``Title | 02:01`` and ``Title (02:01)``."""
    if len(text) > 600:
        return (Field(Kind.TITLE, text),)
    facts = read_fields(text)
    if facts is not None:
        return facts
    parts = re.split(r"\s[|•·–—-]\s|\s(?=\(\d)", text)
    tail: list[Field] = []
    while len(parts) > 1 and (found := _fact(parts[-1])) and found[0].kind is not Kind.FURNITURE:
        tail = [*found, *tail]
        text = text[: text.rindex(parts.pop())].rstrip(" |•·–—-")
    return (Field(Kind.TITLE, text), *tail)


def second_source(text: str) -> tuple[Field, ...] | None:
    """The line under a source, when it is one more channel: ``May 18, 2004 Al-Majd TV (UAE)``."""
    cut = cut_date(text)
    named = cut[1] if cut else text
    if len(text) > 100 or not is_channel(named):
        return None
    return (Field(Kind.SOURCE, named),)


def find_address(text: str) -> str:
    """The first link in the line, or nothing."""
    link = _URL.search(text[:2000])
    return link[0].rstrip(".,;") if link else ""
