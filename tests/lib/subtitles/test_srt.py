from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.srt import NotSubRip, parse, write
from dragoman.lib.timecode import Span


@pytest.mark.shared
def test_parse_reads_real_files_in_their_own_encodings(shared: Path) -> None:
    suite = shared / "suites/subtitles"
    danish = parse((suite / "auto_detect_Danish.srt").read_bytes())
    serbian = parse((suite / "auto_detect_windows-1251.srt").read_bytes())
    assert (len(danish), len(serbian)) == (301, 595)
    assert danish[4].lines == ("Vi har beviser på, at William Bell", "står bag nogle biologiske angreb.")
    assert serbian[1].lines == ("Г О Р Ш Т А К   3", "Из зоре времена долазимо,")
    assert parse((suite / "test.srt").read_bytes()) == (
        CaptionCue(Span(1000, 4000), ("Hello, World!",), identifier="1"),
        CaptionCue(Span(5000, 8000), ("This is a test subtitle.",), identifier="2"),
        CaptionCue(Span(10_000, 13_000), ("Testing SeConv subtitle converter.",), identifier="3"),
    )


def test_parse_is_patient() -> None:
    text = (
        "\ufeff7\r\n0:0:1,5 -> 00:00:02.250 X1:10\r\n<i>One</i> {\\an8}<font color='red'>more</font>\r\n\r\n"
        "still the first\r\n8\r\n00:00:03,000-->00:00:04,000\r\n1984\r\n\r\n"
        "00:00:05,000 --> 00:00:06,000\r\n\r\n9\r\n00:00:08,000 --> 00:00:07,000\r\nbackwards\r\n\r\n"
        "10\r\n00:00:09,000 --> 00:00:10,000\r\na <b c\r\n"
    )
    assert parse(text) == (
        CaptionCue(Span(1500, 2250), ("One more", "still the first"), identifier="7"),
        CaptionCue(Span(3000, 4000), ("1984",), identifier="8"),
        CaptionCue(Span(9000, 10_000), ("a <b c",), identifier="10"),
    )


def test_parse_refuses_what_has_no_times() -> None:
    with pytest.raises(NotSubRip, match="00:00:01,000 --> "):
        parse("Dear all,\n\nplease find attached")
    assert parse("") == parse(b"\xef\xbb\xbf\r\n") == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_parse_reads_every_unicode_encoding(encoding: str) -> None:
    data = "1\n00:00:01,000 --> 00:00:02,000\nمرحبا\n".encode(encoding)
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert parse(data) == (CaptionCue(Span(1000, 2000), ("مرحبا",), identifier="1"),)


def test_write_is_plain() -> None:
    cues = [
        CaptionCue(Span(1000, 2500), ("Hi <there>", "", "a --> b"), "Mary"),
        CaptionCue(Span(3_600_000, 3_601_000), ("on",)),
    ]
    assert write(cues) == (
        "1\n00:00:01,000 --> 00:00:02,500\nMary: Hi <there>\na → b\n\n2\n01:00:00,000 --> 01:00:01,000\non\n"
    )


WORDS = (
    st.text(st.characters(exclude_characters="<>{}\0\ufeff", exclude_categories=("Cs", "Cc")), min_size=1)
    .map(str.strip)
    .filter(bool)
)
SPAN = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 10**9), st.integers(1, 10**7)
)


@given(st.lists(st.tuples(SPAN, st.lists(WORDS, min_size=1, max_size=3).map(tuple)), max_size=5))
def test_what_is_written_is_read_back(given_cues: list[tuple[Span, tuple[str, ...]]]) -> None:
    cues = [CaptionCue(span, lines) for span, lines in given_cues]
    kept = [
        CaptionCue(span, tuple(line.replace("-->", "→") for line in lines), identifier=str(number))
        for number, (span, lines) in enumerate(given_cues, 1)
    ]
    assert list(parse(write(cues))) == kept
    assert list(parse(write(cues).encode())) == kept


PIECES = st.sampled_from(
    [
        "1",
        "\n",
        "\r\n",
        "\n\n",
        "00:00:01,000",
        " --> ",
        "->",
        "99:99:99,999",
        "<i>",
        "{\\an8}",
        "{",
        "x",
        "\0",
        "é",
        "-",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text() | st.binary())
def test_parse_never_breaks(data: str | bytes) -> None:
    try:
        for cue in parse(data):
            assert cue.lines
    except NotSubRip:
        pass


def test_write_says_which_way_a_line_runs_and_makes_no_markup_of_words() -> None:
    cue = CaptionCue(Span(0, 1000), ("قال {\\an8} <i>نعم</i>.",))
    assert write([cue], "rtl", number=7) == (
        "7\n00:00:00,000 --> 00:00:01,000\n\u202bقال {\u2060\\an8} <\u2060i>نعم<\u2060/i>.\u202c\n"
    )
    assert [one.text for one in parse(write([cue]))] == ["قال {\u2060\\an8} <\u2060i>نعم<\u2060/i>."]
