"""The pieces of a question. Every text has some; nothing in it is an error here."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

import regex

_QUOTES = '"“”„‟«»「」『』＂'
_TOKEN = regex.compile(
    rf"""
    (?P<open>[(（]) | (?P<close>[)）])
  | (?P<field>\p{{L}}{{2,20}})[:：](?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)(?P<ended>[{_QUOTES}]?)
      |(?P<value>[^\s(){_QUOTES}]*))
  | (?P<minus>[-−–])(?=[^\s\-−–])
  | [{_QUOTES}](?P<phrase>[^{_QUOTES}]*)(?P<closed>[{_QUOTES}]?)
  | (?P<word>(?:[^\s()（）{_QUOTES}]|(?<=\p{{Hebrew}})"(?=\p{{Hebrew}}))+)
""",
    regex.VERBOSE | regex.V1,
)
_NEAR = regex.compile(r"NEAR(?:[/~](\d{1,4}))?")
_USUAL_DISTANCE = 10


class Kind(StrEnum):
    OPEN = "open"
    CLOSE = "close"
    AND = "and"
    OR = "or"
    NOT = "not"
    NEAR = "near"
    FIELD = "field"
    PHRASE = "phrase"
    WORD = "word"
    BEGINNING = "beginning"


class Token(NamedTuple):
    """``distance`` is that of NEAR; ``is_closed`` whether a quotation ended."""

    kind: Kind
    text: str
    written: str
    field: str = ""
    distance: int = 0
    is_closed: bool = True


_OPERATORS = {"AND": Kind.AND, "OR": Kind.OR, "NOT": Kind.NOT, "|": Kind.OR, "&": Kind.AND}


def tokens_of(text: str) -> list[Token]:
    """Operators are in capitals, since small ones are words that people say."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: regex.Match[str]) -> Token:
    written, found = match.group(), match.groupdict()
    if found["open"]:
        return Token(Kind.OPEN, "", written)
    if found["close"]:
        return Token(Kind.CLOSE, "", written)
    if found["field"] is not None:
        value = found["quoted"] if found["quoted"] is not None else found["value"]
        is_closed = found["quoted"] is None or bool(found["ended"])
        return Token(Kind.FIELD, value or "", written, field=found["field"].casefold(), is_closed=is_closed)
    if found["minus"]:
        return Token(Kind.NOT, "", written)
    if found["phrase"] is not None:
        return Token(Kind.PHRASE, found["phrase"], written, is_closed=bool(found["closed"]))
    return _word(written)


def _word(written: str) -> Token:
    if written in _OPERATORS:
        return Token(_OPERATORS[written], "", written)
    near = _NEAR.fullmatch(written)
    if near:
        return Token(Kind.NEAR, "", written, distance=int(near[1]) if near[1] else _USUAL_DISTANCE)
    if written.endswith("*") and written.strip("*"):
        return Token(Kind.BEGINNING, written.strip("*"), written)
    return Token(Kind.WORD, written, written)
