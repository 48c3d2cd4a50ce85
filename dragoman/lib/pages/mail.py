"""Several clips in one text: a weekly mail, or pages copied one under another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from dragoman.lib.pages.fields import Kind, read_fields, read_number
from dragoman.lib.pages.furniture import is_banner, is_label, opens_section
from dragoman.lib.pages.lines import Line
from dragoman.lib.pages.names import read_label

_HEADER: Final = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*\r?\n")
_NEEDED: Final = (
    b"\nfrom:",
    b"\nsubject:",
    b"\nmime-version:",
    b"\ncontent-type:",
    b"\nmessage-id:",
    b"\nreceived:",
)
_REACH_UP: Final = 6


def message_body(data: bytes) -> bytes | None:
    """The readable part of a saved mail (``.eml``), re-encoded as UTF-8; None when it is no mail."""
    if not _is_message(data):
        return None
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(data)
    try:
        part = message.get_body(preferencelist=("html", "plain"))
        content = part.get_content() if part is not None else None
    except (LookupError, ValueError, KeyError, AttributeError, TypeError):
        return None
    return content.encode("utf-8", errors="replace") if isinstance(content, str) and content.strip() else None


def _is_message(data: bytes) -> bool:
    head = data[:20_000]
    if _HEADER.match(head) is None:
        return False
    block = b"\n" + re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0].lower()
    return sum(1 for name in _NEEDED if name in block) >= 2


def split_clips(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """One piece of the text for each clip number that heads one; a single piece for an ordinary page."""
    marks = _marks(lines)
    if len({number for _, number in marks}) < 2:
        return [lines]
    starts = [at for at, _ in marks]
    if _titles_stand_above(lines, starts):
        starts = [_up_to_title(lines, at) for at in starts]
    ends = [*starts[1:], len(lines)]
    pieces: list[Sequence[Line]] = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
    bare = [at for at, piece in enumerate(pieces) if at and len(piece) <= 2]
    if len(bare) == len(pieces) - 1 and len(pieces[0]) > 4:
        return [lines]  # one page with a list of other clips under it
    return pieces


def _marks(lines: Sequence[Line]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if found and opens_section(line.text) and not is_label(line.text):
            break
        fields = read_fields(line.text) if any(sign.isdigit() for sign in line.text[:60]) else None
        if fields is None or read_label(line.text) is not None:
            continue
        numbers = [read_number(field.text) for field in fields if field.kind is Kind.NUMBER]
        if numbers and numbers[0] is not None and (not found or numbers[0] != found[-1][1]):
            found.append((at, numbers[0]))
    return found


def _titles_stand_above(lines: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether the title comes before the number, as on a page, or after it, as in most mails."""
    above = sum(1 for at in starts[1:] if _title_above(lines, at) is not None)
    below = sum(1 for at in starts if _has_own_title(lines, at))
    return above > below


def _has_own_title(lines: Sequence[Line], at: int) -> bool:
    fields = read_fields(lines[at].text) or ()
    if any(field.kind is Kind.TITLE for field in fields):
        return True
    following = [line for line in lines[at + 1 : at + 4] if read_fields(line.text) is None]
    return bool(following) and _is_title_like(following[0])


def _title_above(lines: Sequence[Line], at: int) -> int | None:
    for above in range(at - 1, max(-1, at - _REACH_UP), -1):
        line = lines[above]
        if (read_fields(line.text) is not None and not is_label(line.text)) or is_label(line.text):
            continue
        return above if _is_title_like(line) else None
    return None


def _up_to_title(lines: Sequence[Line], at: int) -> int:
    title = _title_above(lines, at)
    if title is None:
        return at
    above = title
    while above > 0 and (fields := read_fields(lines[above - 1].text)):
        if not all(field.kind in {Kind.DATE, Kind.FURNITURE} for field in fields):
            break
        above -= 1
    return above


def _is_title_like(line: Line) -> bool:
    text = line.text
    plain = (
        len(text) <= 300
        and not text.endswith((".", '."', ".”", '!"', "…", "]", '"', "”"))
        and not is_banner(text)
    )
    label = read_label(text)
    return plain and not (label is not None and label.quoted)
