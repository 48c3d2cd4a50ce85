from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.subtitles.vtt_text import plain_text
from dragoman.lib.subtitles.webvtt import FileCue, NotWebVTT, parse, read, write
from dragoman.lib.timecode import Span


def as_chromium_says(cue: FileCue) -> dict[str, Any]:
    settings = cue.settings
    return {
        "id": cue.identifier,
        "startTime": cue.start_ms / 1000,
        "endTime": cue.end_ms / 1000,
        "text": cue.text,
        "vertical": settings.vertical,
        "line": "auto" if settings.line is None else settings.line,
        "snapToLines": settings.snap_to_lines,
        "position": "auto" if settings.position is None else settings.position,
        "size": settings.size,
        "align": settings.align,
    }


def in_floats(cue: dict[str, Any]) -> dict[str, Any]:
    return {name: float(value) if type(value) is int else value for name, value in cue.items()}


@pytest.mark.shared
def test_read_agrees_with_chromium_on_the_web_platform_tests(shared: Path) -> None:
    suite = shared / "suites/webvtt"
    wanted = json.loads((suite / "chromium.json").read_text())
    assert len(wanted) == 37
    got, expected = {}, {}
    for name, verdict in wanted.items():
        try:
            got[name] = [as_chromium_says(cue) for cue in read((suite / name).read_bytes())]
        except NotWebVTT:
            got[name] = "not WebVTT"
        expected[name] = "not WebVTT" if verdict["error"] else [in_floats(cue) for cue in verdict["cues"]]
    assert got == expected


@pytest.mark.shared
def test_parse_reads_a_real_file(shared: Path) -> None:
    cues = parse((shared / "suites/subtitles/sample_WebVTT_AppleTV.webvtt").read_bytes())
    assert len(cues) == 420
    assert cues[7] == CaptionCue(
        Span(215_382, 219_595),
        ("Vzhledem k tomu, že se titán", "před 18 hodinami objevil na jejich prahu,"),
        identifier="8",
        settings="align:middle line:85%,start position:50%,middle",
    )


@pytest.mark.parametrize(
    "data", ["", "WEBVT", "webvtt\n", "WEBVTTX\n", "\n\nWEBVTT", "1\n00:00:01,000 --> 00:00:02,000\nx"]
)
def test_read_refuses_what_is_not_webvtt(data: str) -> None:
    with pytest.raises(NotWebVTT, match="must begin with WEBVTT"):
        read(data)


def test_parse_finds_the_speaker() -> None:
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v.loud  Mary\tAnn &amp; co>Hi <b>there</b>\nall</v>\n\n"
        "00:03.000 --> 00:04.000\n<v A>One?</v>\n<v B>Two.\n\n"
        "00:05.000 --> 00:06.000\n<c.x>(music)</c> <v A>La &lt;la&gt;\n"
    )
    assert parse(text) == (
        CaptionCue(Span(1000, 2000), ("Hi there", "all"), "Mary Ann & co"),
        CaptionCue(Span(3000, 4000), ("A: One?", "B: Two."), ""),
        CaptionCue(Span(5000, 6000), ("(music) A: La <la>",), ""),
    )


def test_parse_leaves_out_what_is_never_seen() -> None:
    text = "WEBVTT\n\n00:02.000 --> 00:01.000\nx\n\n00:01.000 --> 00:01.000\nx\n\n00:01.000 --> 00:02.000\n<c></c> \n"
    assert parse(text) == ()


def test_read_does_not_choke_on_absurd_numbers() -> None:
    digits = "9" * 5000
    text = f"WEBVTT\n\n{digits}:00:00.000 --> {digits}:00:01.000 line:{digits} size:{digits}% line:-{digits}\nx\n"
    assert read(text) == ()
    text = text.replace(f"{digits}:00:0", "00:0")
    assert [cue.settings.line for cue in read(text)] == [None]


def test_write_is_what_players_read() -> None:
    cues = [
        CaptionCue(
            Span(1000, 2500), ("A & B <c>", "--> not a time", "", "\u2067שלום\u2069"), "Dr. <X> & Y", "one"
        ),
        CaptionCue(Span(360_000_000, 360_001_000), ("late",), settings="line:0  align:start"),
        CaptionCue(Span(3000, 4000), ("NOTE x",), identifier="a-->b", settings="x-->y"),
    ]
    assert write(cues) == (
        "WEBVTT\n\none\n00:00:01.000 --> 00:00:02.500\n<v Dr. &lt;X&gt; &amp; Y>A &amp; B &lt;c&gt;\n"
        "--&gt; not a time\n\u2067שלום\u2069\n\n100:00:00.000 --> 100:00:01.000 line:0 align:start\nlate\n\n"
        "00:00:03.000 --> 00:00:04.000\nNOTE x\n"
    )


LINE = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=("Cs",)), min_size=1).filter(
    lambda line: line == line.strip(" \t\f") and line
)
NAME = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cc"))).map(
    lambda name: " ".join(name.split())
)
SPAN = st.builds(
    lambda start, length: Span(start, start + length), st.integers(0, 10**9), st.integers(1, 10**7)
)
SAFE_ID = NAME.filter(
    lambda name: "-->" not in name and name.split(maxsplit=1)[:1] not in (["NOTE"], ["STYLE"], ["REGION"])
)
CUE = st.builds(
    CaptionCue,
    span=SPAN,
    lines=st.lists(LINE, min_size=1, max_size=4).map(tuple),
    speaker=NAME,
    identifier=SAFE_ID,
    settings=st.sampled_from(["", "line:0 align:start", "position:10%,line-left", "nonsense"]),
)


@given(st.lists(CUE, max_size=5))
def test_what_is_written_is_read_back(cues: list[CaptionCue]) -> None:
    assert parse(write(cues)) == tuple(cues)
    assert parse(write(cues).encode()) == tuple(cues)


ANY_CUE = st.builds(
    CaptionCue,
    span=SPAN,
    lines=st.lists(st.text(), max_size=4).map(tuple),
    speaker=st.text(),
    identifier=st.text(),
    settings=st.text(),
)


@given(st.lists(ANY_CUE, max_size=4))
def test_no_text_can_break_out_of_its_cue(cues: list[CaptionCue]) -> None:
    assert [cue.start_ms for cue in read(write(cues))] == [cue.span.in_ms for cue in cues]


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "-->",
        " --> ",
        "00:00:01.000",
        "00:02.000",
        " ",
        "\t",
        "<v A>",
        "</v>",
        "<",
        ">",
        "&amp;",
        "&#0;",
        "&#x110000;",
        "NOTE",
        "STYLE",
        "line:1",
        "size:1%",
        ":",
        "%",
        ",",
        "\0",
        "é",
        "x",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_parse_never_breaks(text: str) -> None:
    for given_text in (text, "WEBVTT\n\n" + text, text.encode("utf-8", "surrogatepass")):
        try:
            for cue in parse(given_text):
                assert cue.lines
        except NotWebVTT:
            pass


@given(st.binary())
def test_parse_never_breaks_on_bytes(data: bytes) -> None:
    parse(b"WEBVTT\n\n" + data)


@given(st.text())
def test_plain_text_never_breaks(markup: str) -> None:
    speaker, lines = plain_text(markup)
    assert all(line.strip(" \t\f") for line in lines)
    assert speaker == " ".join(speaker.split())


@given(st.lists(st.text(max_size=20), max_size=3))
def test_notes_stand_at_the_head_and_are_never_cues(notes: list[str]) -> None:
    written = write([CaptionCue(Span(0, 1000), ("Hi",))], notes)
    assert parse(written) == (CaptionCue(Span(0, 1000), ("Hi",)),)
    assert write([], ["DRG 1,\nedition 2 --> x"]) == "WEBVTT\n\nNOTE\nDRG 1, edition 2 → x\n"
