"""Quotation marks: which open, which close, and taking the outer pair off a paragraph of speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ANY: Final = '"“”„‟«»＂「」『』'
_OPEN_ONLY: Final = "„‟「『"
_CLOSE_ONLY: Final = "」』"
_PAIRS: Final = {"‘": "’'", "'": "'’", "‚": "‘’'", "‹": "›", "›": "‹", "`": "'´"}
_BEFORE_OPEN: Final = "([{（【—–-/…:：，。"
_AFTER_CLOSE: Final = ".,;:!?)]}）】。，、！？；：…—–-'’/[（("
_NOTE: Final = re.compile(
    r"\[[^\[\]]{0,2000}\]|\([^()]{0,200}\)|（[^（）]{0,200}）|【[^【】]{0,200}】|…|\.{3}"
)
_TAIL_DOTS: Final = frozenset(".,。!?！？;…")


@dataclass(frozen=True, slots=True)
class Peeled:
    """A paragraph without its outer marks. ``open`` when the quotation goes on after it."""

    text: str
    quoted: bool
    open: bool
    doubt: str = ""


def opens_quotation(text: str) -> bool:
    """Whether ``text`` begins with a mark that opens a quotation."""
    return text[:1] in _ANY and text[:1] not in _CLOSE_ONLY if text else False


def is_note(text: str) -> bool:
    """Whether ``text`` is only bracketed notes: ``[…]``, ``[Applause]``, ``(laughs)``.

    Long on-screen text counts too, when one pair of square brackets holds the whole paragraph.
    """
    if not text or text[0] not in "[(（【….":
        return False
    if text[0] == "[" and text[-1] == "]" and text.find("]") == len(text) - 1:
        return True
    return not _NOTE.sub("", text[:4000]).strip(" .,;") and len(text) <= 4000


def peel(text: str, *, carried: bool) -> Peeled:
    """Take the outer marks off one paragraph; ``carried`` when a quotation is open from the one before."""
    lead = _leading_notes(text)
    body = text[lead:].lstrip()
    if not opens_quotation(body):
        single = _peel_single(text)
        return single if single is not None else _peel_carried(text, carried=carried)
    runs = quotations(body)
    head = text[:lead].rstrip()
    first_end = runs[0][1]
    if first_end is None:
        inner = _joined(head, body[1:].strip())
        return Peeled(inner, quoted=True, open=True)
    rest = body[first_end + 1 :].strip()
    if not rest or rest in _TAIL_DOTS:
        return Peeled(_joined(head, body[1:first_end].strip() + rest), quoted=True, open=False)
    return _peel_runs(text, head, body, runs)


def _peel_runs(text: str, head: str, body: str, runs: list[tuple[int, int | None]]) -> Peeled:
    """``"A." [Applause] "B."`` is one speech in several runs; anything else between runs keeps every mark."""
    pieces = [head] if head else []
    at = 0
    for start, end in runs:
        between = body[at:start].strip()
        if (between and not is_note(between)) or (at and not between):
            return Peeled(text, quoted=False, open=False)
        pieces += [piece for piece in (between, body[start + 1 : end].strip()) if piece]
        if end is None:
            return Peeled(" ".join(pieces), quoted=True, open=True)
        at = end + 1
    after = body[at:].strip()
    if after and not is_note(after):
        return Peeled(text, quoted=False, open=False)
    return Peeled(" ".join([*pieces, after] if after else pieces), quoted=True, open=False)


def _peel_carried(text: str, *, carried: bool) -> Peeled:
    if not carried:
        return Peeled(text, quoted=False, open=False)
    bare = text.rstrip()
    if bare and bare[-1] in _ANY and _depth_after(bare) < 0:
        return Peeled(bare[:-1].rstrip(), quoted=True, open=False)
    return Peeled(text, quoted=False, open=True)


def _peel_single(text: str) -> Peeled | None:
    """``‘Yes, I did.’`` as the outer pair; an apostrophe at the start of a name is not one."""
    bare = text.strip()
    if len(bare) < 3 or bare[0] not in _PAIRS or bare[-1] not in _PAIRS[bare[0]]:
        return None
    inner = bare[1:-1].strip()
    closes_early = re.search(r"[.!?,…]['’](?=\s)", inner) is not None
    return None if closes_early else Peeled(inner, quoted=True, open=False)


def _joined(head: str, body: str) -> str:
    return f"{head} {body}" if head else body


def _leading_notes(text: str) -> int:
    at = 0
    while at < len(text) and text[at] in "[(（【":
        note = _NOTE.match(text, at)
        if note is None:
            break
        at = note.end()
        while at < len(text) and text[at] == " ":
            at += 1
    return at


def _marks(text: str) -> list[tuple[int, bool]]:
    """Each mark's place and whether it opens, from its kind and its neighbours."""
    found: list[tuple[int, bool]] = []
    depth = 0
    for at, sign in enumerate(text):
        if sign not in _ANY:
            continue
        opens = _opens(text, at, depth)
        depth += 1 if opens else -1
        found.append((at, opens))
    return found


def _opens(text: str, at: int, depth: int) -> bool:
    sign = text[at]
    if sign in _OPEN_ONLY or sign in _CLOSE_ONLY:
        return sign in _OPEN_ONLY
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    free_before = at == 0 or before.isspace() or before in _BEFORE_OPEN
    free_after = at + 1 == len(text) or after.isspace() or after in _AFTER_CLOSE
    if sign in "“«" and not (free_after and not free_before):
        return True
    if sign in "”»" and not (free_before and not free_after):
        return False
    if free_before != free_after:
        return free_before
    return depth <= 0 or (before in _ANY and _follows_opener(text, at))


def _follows_opener(text: str, at: int) -> bool:
    """A mark right after the mark that opens the paragraph opens too: ``""Go," he said.``"""
    return at == 1 and text[0] in _ANY


def quotations(text: str) -> list[tuple[int, int | None]]:
    """Where top-level quotations begin and end; None for the end of one left open."""
    runs: list[tuple[int, int | None]] = []
    depth = start = 0
    for at, opens in _marks(text):
        if opens:
            start = at if depth == 0 else start
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                runs.append((start, at))
    return [*runs, (start, None)] if depth else runs


def _depth_after(text: str) -> int:
    return sum(1 if opens else -1 for _, opens in _marks(text))
