"""Reading a question. Nothing anybody types is an error: what makes no sense is left out, and said."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.search.asking.dates import first_day, last_day, years
from dragoman.search.asking.lexing import Kind, Token, tokens_of
from dragoman.search.asking.tree import (
    Beginning,
    Close,
    Either,
    Filter,
    Part,
    Phrase,
    Question,
    Remark,
    Together,
    Trouble,
    Without,
    Word,
)
from dragoman.search.index.terms import FARTHEST

LONGEST = 1_000
"""Characters of a question that are read."""
_MOST_TOKENS = 80
_DEEPEST = 8
_FIELDS = {
    "speaker": "speaker", "person": "speaker", "source": "source", "channel": "source", "topic": "topic",
    "country": "country", "lang": "language", "language": "language", "year": "year", "from": "from",
    "since": "from", "to": "to", "until": "to",
}  # fmt: skip


def read_question(text: str) -> Question:
    """The question in a text of any kind. AND binds closer than OR; words beside each other are joined by AND."""
    reading = _Reading(text[:LONGEST])
    if len(text) > LONGEST:
        reading.remark(Trouble.TOO_LONG)
    tree = reading.whole()
    return Question(text[:LONGEST], tree, reading.first, reading.last, tuple(dict.fromkeys(reading.remarks)))


@dataclass
class _Reading:
    """One pass over the tokens. Every method takes at least one token or leaves the rest to its caller."""

    text: str
    at: int = 0
    depth: int = 0
    loose: int = 0
    """How many alternatives and denials lie around."""
    first: date | None = None
    last: date | None = None
    remarks: list[Remark] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tokens = tokens_of(self.text)
        if len(self.tokens) > _MOST_TOKENS:
            self.remark(Trouble.TOO_MANY, self.tokens[_MOST_TOKENS].written)
            self.tokens = self.tokens[:_MOST_TOKENS]

    def remark(self, trouble: Trouble, text: str = "", kind: str = "") -> None:
        self.remarks.append(Remark(trouble, text, kind))

    def whole(self) -> Part | None:
        parts = []
        while self.token is not None:
            part = self.either()
            if part is not None:
                parts.append(part)
            if self.token is not None and self.token.kind == Kind.CLOSE:
                self.remark(Trouble.STRAY_BRACKET)
                self.at += 1
        return _together(parts)

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def either(self) -> Part | None:
        """Alternatives, up to the end or a closing bracket."""
        is_loose = self._has_or()
        self.loose += is_loose
        parts = [self.together()]
        while self.token is not None and self.token.kind == Kind.OR:
            stray = self.token.written
            self.at += 1
            parts.append(self.together())
            if parts[-1] is None or parts[-2] is None:
                self.remark(Trouble.STRAY_OPERATOR, stray)
        self.loose -= is_loose
        kept = [part for part in parts if part is not None]
        return Either(tuple(kept)) if len(kept) > 1 else kept[0] if kept else None

    def together(self) -> Part | None:
        """Parts that must all hold, up to an alternative, the end or a closing bracket."""
        parts: list[Part] = []
        while self.token is not None and self.token.kind not in {Kind.OR, Kind.CLOSE}:
            token = self.token
            if token.kind == Kind.AND:
                self.at += 1
                if not parts or self.token is None or self.token.kind in {Kind.OR, Kind.CLOSE, Kind.AND}:
                    self.remark(Trouble.STRAY_OPERATOR, token.written)
                continue
            part = self.near()
            if part is not None:
                parts.append(part)
        return _together(parts)

    def near(self) -> Part | None:
        """A part and those it must be near to, each to the next."""
        part, pairs = self.single(), list[Part]()
        while self.token is not None and self.token.kind == Kind.NEAR:
            token = self.token
            self.at += 1
            following = self.single() if self.token is not None and self.token.kind not in _ENDS else None
            if isinstance(part, Word | Phrase) and isinstance(following, Word | Phrase):
                pairs.append(Close(part, following, self.distance(token)))
            else:
                self.remark(Trouble.NEAR_WHAT, token.written)
                pairs += [one for one in (part, following) if one is not None]
            part = following
        return _together(pairs) if pairs else part

    def distance(self, token: Token) -> int:
        if token.distance > FARTHEST:
            self.remark(Trouble.TOO_FAR, token.written)
        return min(token.distance, FARTHEST)

    def single(self) -> Part | None:
        """One word, phrase, field or bracket, with any denials before it."""
        denials, token = 0, self.token
        while token is not None and token.kind == Kind.NOT:
            denials += 1
            self.at += 1
            token = self.token
        if token is None or token.kind in _ENDS:
            if denials:
                self.remark(Trouble.STRAY_OPERATOR, self.tokens[self.at - 1].written)
            return None
        self.loose += denials % 2
        part = self.bracket() if token.kind == Kind.OPEN else self.leaf(token)
        self.loose -= denials % 2
        return Without(part) if part is not None and denials % 2 else part

    def bracket(self) -> Part | None:
        self.at += 1
        if self.depth >= _DEEPEST:
            self.remark(Trouble.TOO_DEEP)
            return None
        self.depth += 1
        part = self.either()
        self.depth -= 1
        if self.token is None:
            self.remark(Trouble.OPEN_BRACKET)
        else:
            self.at += 1
        return part

    def leaf(self, token: Token) -> Part | None:
        self.at += 1
        if not token.is_closed:
            self.remark(Trouble.OPEN_QUOTE)
        if token.kind == Kind.FIELD:
            return self.field(token)
        if token.kind == Kind.PHRASE:
            return Phrase(token.text)
        return Beginning(token.text) if token.kind == Kind.BEGINNING else Word(token.text)

    def field(self, token: Token) -> Part | None:
        kind = _FIELDS.get(token.field)
        if kind is None:
            # Most often a word with a colon after it, not a field.
            self.remark(Trouble.UNKNOWN_FIELD, token.field)
            return Phrase(token.written.replace(":", " "))
        if not token.text.strip():
            self.remark(Trouble.EMPTY_FIELD, token.field)
            return None
        if kind == "year":
            return self.years(token)
        if kind in {"from", "to"}:
            self.bound(kind, token)
            return None
        return Filter(kind, token.text)

    def years(self, token: Token) -> Part | None:
        found = years(token.text)
        if not found:
            self.remark(Trouble.NO_DATE, token.written)
            return None
        every = tuple(Filter("year", year) for year in found)
        return every[0] if len(every) == 1 else Either(every)

    def bound(self, kind: str, token: Token) -> None:
        day = first_day(token.text) if kind == "from" else last_day(token.text)
        if day is None:
            self.remark(Trouble.NO_DATE, token.written)
            return
        if self.loose:
            self.remark(Trouble.DATES_OF_ALL, token.written)
        if kind == "from":
            self.first = day
        else:
            self.last = day

    def _has_or(self) -> bool:
        """Whether an alternative follows before this bracket ends."""
        depth = 0
        for token in self.tokens[self.at :]:
            depth += (token.kind == Kind.OPEN) - (token.kind == Kind.CLOSE)
            if depth < 0:
                return False
            if not depth and token.kind == Kind.OR:
                return True
        return False


_ENDS = frozenset({Kind.OR, Kind.AND, Kind.CLOSE, Kind.NEAR})


def _together(parts: list[Part]) -> Part | None:
    return Together(tuple(parts)) if len(parts) > 1 else parts[0] if parts else None
