"""Where a line of text may end, and how good a place it is."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from dragoman.lib.sentences.profiles import profile

_SENTENCE = ".!?…。！？؟۔।"
_CLAUSE = ",;:،؛，；：、—–"
_CLOSERS = "\"'”’»›)]}」』）】》〉"
_NO_LINE_START = "。！？，、；：．）」』】》〉”’…‥ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々%％"
_NO_LINE_END = "（「『【《〈“‘"
_NUMBER = regex.compile(r"[^\p{L}]*\d[\d.,:/ \u00a0]*[^\p{L}\d]*")
_COUNTED = regex.compile(r"\p{L}|[%°€$£¥₽]")
_CAPITALISED = regex.compile(r"\p{Lu}[\p{L}\p{M}’'.\-]*")
_WIDE_TOKEN = regex.compile(
    r"[A-Za-z0-9\u00c0-\u024f\u0370-\u052f][A-Za-z0-9\u00c0-\u024f\u0370-\u052f.,:/%’'\-]*|\X"
)

_KANA_END = regex.compile(r"\p{Hiragana}$")
_HAN_OR_KATAKANA = regex.compile(r"\p{Han}|\p{Katakana}")
_AFTER_ZH = "的了着过们"
_BEFORE_ZH = "和与在对并但而或以从向把被将让给就还也是不"

AFTER_SENTENCE, AFTER_CLAUSE, BEFORE_LEADING, ANYWHERE = 0.0, 1.0, 3.0, 6.0
AFTER_CLINGING, NEVER = 14.0, 60.0


@dataclass(frozen=True, slots=True)
class Token:
    """What cannot be parted, and the space written after it."""

    text: str
    space: str


def tokens_of(text: str, spaced: bool) -> list[Token]:
    """Words; in languages written together single characters, Latin words and numbers whole."""
    if spaced:
        words = text.split()
        return [Token(word, " ") for word in words]
    tokens: list[Token] = []
    for part in text.split():
        found = _WIDE_TOKEN.findall(part)
        tokens += [Token(piece, "") for piece in found[:-1]]
        tokens.append(Token(found[-1], " "))
    return tokens


def break_cost(tokens: list[Token], at: int, language: str) -> float:
    """How bad it is to begin a new line with the token ``at``: 0 is best, :data:`NEVER` is a last resort."""
    limits = profile(language)
    before, after = tokens[at - 1].text, tokens[at].text
    if _parts_what_belongs_together(before, after, limits.spaced):
        return NEVER
    bare = before.rstrip(_CLOSERS)
    if bare and bare[-1] in _SENTENCE and not _is_initial(before):
        return AFTER_SENTENCE
    if bare and bare[-1] in _CLAUSE:
        return AFTER_CLAUSE
    if not limits.spaced:
        return _unspaced_cost(before, after)
    if before.lower() in limits.clinging:
        return AFTER_CLINGING
    if after.lower() in limits.leading:
        return BEFORE_LEADING
    return ANYWHERE


def _parts_what_belongs_together(before: str, after: str, spaced: bool) -> bool:
    if not spaced:
        return after[0] in _NO_LINE_START or before[-1] in _NO_LINE_END or _is_counted(before, after)
    if _is_counted(before, after):
        return True
    plain = before[-1] not in _SENTENCE + _CLAUSE + _CLOSERS or _is_initial(before)
    return plain and bool(_CAPITALISED.match(before)) and bool(_CAPITALISED.match(after))


def _unspaced_cost(before: str, after: str) -> float:
    """Without a dictionary: Japanese parts after kana before a kanji, Chinese at its particles."""
    if _KANA_END.search(before):
        return BEFORE_LEADING if _HAN_OR_KATAKANA.match(after) else AFTER_CLINGING
    if _KANA_END.search(after):
        return AFTER_CLINGING
    return BEFORE_LEADING if before in _AFTER_ZH or after in _BEFORE_ZH else ANYWHERE


def _is_counted(before: str, after: str) -> bool:
    """A number and its unit, or the parts of a number written with spaces."""
    number = before[-1] not in _CLAUSE + _SENTENCE and _NUMBER.fullmatch(before) is not None
    symbol = before in {"$", "€", "£", "¥", "№", "§", "R$", "US$", "No.", "no."}
    return (number and _COUNTED.match(after) is not None) or (
        (number or symbol) and _NUMBER.fullmatch(after) is not None
    )


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[0].isupper() and word[1] == "."
