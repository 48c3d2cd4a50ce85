"""From bytes to text: byte order marks, declared and guessed character sets, and what is no text at all."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

import charset_normalizer

from dragoman.lib.pages.terms import PageIsUnreadable

MAX_PAGE_BYTES: Final = 8 * 1024 * 1024
MAX_TABLE_BYTES: Final = 256 * 1024 * 1024

_SAMPLE: Final = 64 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KINDS: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a compressed file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\x00", "a database"),
)
_DECLARED: Final = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|"""
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
# What browsers read these labels as.
_AS_BROWSERS: Final = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}
_COMMON_LETTERS: Final = {
    "cp1251": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжОВНПСКМАИ"),
    "koi8_r": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжОВНПСКМАИ"),
    "cp1256": frozenset("اليمنوتربهدكعسفحقةجأىشصخضذ،"),
    "gb18030": frozenset(
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说"
        "面而方后多定行学法所民得经十三之进着等部度家电力里如高自二理起小现实加都两体制机当使点从业本去"
        "把性好应开合还因由其些然前外天政四日那社义事平全表间与关各重新内正心反你明看又利比或但气第向道"
        "，。：“”、总统席先请转达问候记者邀访建交周年习近平"
    ),
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, and what a person should know about how it was read."""

    text: str
    doubts: tuple[str, ...] = ()


def decode_page(data: bytes, *, limit: int = MAX_PAGE_BYTES) -> Decoded:
    """The text of ``data``. Raises PageIsUnreadable, in words, for what is no text or too big."""
    if len(data) > limit:
        raise PageIsUnreadable(
            f"The file has {len(data) / 1048576:.1f} MiB; pages are read up to {limit // 1048576} MiB."
        )
    if not data.strip(b"\x00 \t\r\n\x0b\x0c"):
        raise PageIsUnreadable("The file is empty.")
    for start, kind in _KINDS:
        if data.startswith(start):
            raise PageIsUnreadable(f"This is {kind}, not a page of text.")
    if data[4:8] == b"ftyp":
        raise PageIsUnreadable("This is a film, not a page of text.")
    decoded = _decode(data)
    if _is_noise(decoded.text[:_SAMPLE]):
        raise PageIsUnreadable("This is a binary file, not a page of text.")
    return decoded


def _decode(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    if b"\x00" in data:
        wide = None if _is_narrow(data[:_SAMPLE]) else _wide_encoding(data)
        if wide:
            return _forgiving(data, wide)
        data = data.replace(b"\x00", b"")
        rest = _decode(data)
        return Decoded(rest.text, ("The file holds NUL bytes; they were left out.", *rest.doubts))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    declared = _declared_encoding(data)
    if declared:
        return _forgiving(data, declared)
    return _guess(data)


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    # A file saved with replacement characters in it is already damaged; the wording covers both.
    lost = text.count("\ufffd")
    if not lost:
        return Decoded(text)
    return Decoded(text, (f"{lost} characters could not be read (as {encoding}) and show as “\ufffd”.",))


def _declared_encoding(data: bytes) -> str | None:
    found = _DECLARED.search(data[:4096])
    if found is None:
        return None
    try:
        name = codecs.lookup((found[1] or found[2]).decode("ascii")).name
        b"a".decode(name).encode(name)
    except (LookupError, UnicodeError):
        return None
    # Text that says utf-16 in bytes we could read to find it out is not UTF-16.
    return None if name.startswith(("utf-16", "utf-32", "utf-7")) else _AS_BROWSERS.get(name, name)


def _is_narrow(sample: bytes) -> bool:
    """Plain ASCII with some NUL bytes in it, which read in pairs would pass for Chinese."""
    rest = sample.replace(b"\x00", b"")
    printable = sum(1 for byte in rest if 0x20 <= byte < 0x7F or byte in b"\t\r\n")
    return printable > 0.95 * len(rest) and len(rest) > 0.7 * len(sample)


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 without its mark: spaces and line ends betray which byte of each pair is the high one."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    best, best_share = None, 0.0
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample.decode(encoding, errors="replace")
        share = sum(1 for letter in text if _is_plain(letter)) / len(text)
        if share > best_share:
            best, best_share = encoding, share
    return best if best_share > 0.9 else None


def _is_plain(letter: str) -> bool:
    return letter in "\r\n\t" or (
        letter not in "\ufffd\x00" and unicodedata.category(letter) not in {"Cc", "Cn", "Co", "Cs"}
    )


def _guess(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    mostly = sample.decode("utf-8", errors="ignore")
    broken = sample.decode("utf-8", errors="replace").count("\ufffd")
    if sum(1 for letter in mostly if letter > "\x7f") > 4 * broken:
        return _forgiving(data, "utf-8")
    if _reads_as_western(sample):
        return _forgiving(data, "cp1252")
    scores = {name: _score(sample, name) for name in _COMMON_LETTERS}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > 0.55:
        return _forgiving(data, best)
    guess = charset_normalizer.from_bytes(sample).best()
    encoding = guess.encoding if guess is not None else "cp1252"
    text = _forgiving(data, encoding)
    return Decoded(text.text, (f"The character set is not stated; read as {encoding}.", *text.doubts))


def _reads_as_western(sample: bytes) -> bool:
    """High bytes in Western text stand alone among plain letters; in Chinese or Cyrillic they cluster."""
    runs = re.findall(rb"[\x80-\xff]+", sample)
    alone = sum(1 for run in runs if len(run) == 1)
    high = sum(map(len, runs))
    letters = high + sum(1 for byte in sample if byte < 0x80 and chr(byte).isalpha())
    short = sum(1 for run in runs if len(run) <= 2)
    return alone * 4 >= len(runs) * 3 or (high * 4 < letters and short * 4 >= len(runs) * 3)


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, errors="replace")
    high = [letter for letter in text if letter > "\x7f"]
    if not high:
        return 0.0
    common = _COMMON_LETTERS[encoding]
    frequent = sum(map(_is_frequent_han, high)) / len(high) if encoding == "gb18030" else 0.0
    if frequent > 0.85:
        return frequent
    return sum(1 if letter in common else -2 if letter == "\ufffd" else 0 for letter in high) / len(high)


def _is_frequent_han(letter: str) -> bool:
    """Whether GB 2312 has the sign among its punctuation or its 3,755 frequent characters."""
    coded = letter.encode("gb2312", errors="ignore")
    return len(coded) == 2 and (0xB0 <= coded[0] <= 0xD7 or 0xA1 <= coded[0] <= 0xA3)


def _is_noise(sample: str) -> bool:
    strange = sum(
        1 for letter in sample if letter == "\ufffd" or (letter < " " and letter not in "\t\n\r\x0b\x0c")
    )
    return strange * 10 > len(sample)
