"""The demonstration's files belong together and say what they are."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import av
import pycountry
import pytest

DEMO = Path(__file__).resolve().parents[2] / "demo"
CATALOGUE: dict[str, Any] = json.loads((DEMO / "clips.json").read_text(encoding="utf-8"))
RECORDINGS: dict[str, Any] = CATALOGUE["recordings"]
CLIPS: list[dict[str, Any]] = CATALOGUE["clips"]
ARCHIVE = sorted(path for path in (DEMO / "archive").iterdir())
QUOTE = re.compile(r"“([^”]+)”")
MOST_BYTES = 6_000_000

each_clip = pytest.mark.parametrize("clip", CLIPS, ids=[clip["slug"] for clip in CLIPS])
each_recording = pytest.mark.parametrize("name", sorted(RECORDINGS))


def english(clip: dict[str, Any]) -> str:
    return " ".join(
        line["text"] if clip["spoken"] == "en" else line["translations"]["en"] for line in clip["lines"]
    )


def text_of(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def test_media_together_stay_small() -> None:
    assert sum(path.stat().st_size for path in (DEMO / "media").iterdir()) <= MOST_BYTES


def test_media_are_exactly_the_recordings() -> None:
    assert {f"media/{path.name}" for path in (DEMO / "media").iterdir()} == {
        recording["file"] for recording in RECORDINGS.values()
    }


@each_recording
def test_recording_is_the_file_that_was_made(name: str) -> None:
    recording = RECORDINGS[name]
    content = (DEMO / recording["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == recording["sha256"]


@each_recording
def test_recording_lasts_as_long_as_it_says(name: str) -> None:
    recording = RECORDINGS[name]
    with av.open(str(DEMO / recording["file"])) as media:
        pictures = [stream for stream in media.streams if stream.type == "video"]
        sound = media.streams.audio[0]
        assert sound.duration is not None and sound.time_base is not None
        assert abs(float(sound.duration * sound.time_base) * 1000 - recording["duration_ms"]) < 100
        if recording["kind"] == "television":
            video = media.streams.video[0]
            assert (video.width, video.height, float(video.average_rate or 0)) == (640, 360, 25.0)
            assert video.frames * 40 == recording["duration_ms"]
        else:
            assert pictures == []


@each_recording
def test_recording_names_its_languages_time_and_invented_country(name: str) -> None:
    recording = RECORDINGS[name]
    assert all(pycountry.languages.get(alpha_2=code) for code in (recording["spoken"], *recording["into"]))
    assert datetime.fromisoformat(recording["aired"]).tzinfo is not None
    assert recording["country"] == ""
    countries = {country.name for country in pycountry.countries}
    assert recording["country_name"] and recording["country_name"] not in countries


@each_clip
def test_clip_lies_within_its_recording_on_whole_frames(clip: dict[str, Any]) -> None:
    recording = RECORDINGS[clip["recording"]]
    assert 0 <= clip["in_ms"] < clip["out_ms"] <= recording["duration_ms"]
    assert (clip["in_ms"] % 40, clip["out_ms"] % 40) == (0, 0)


@each_clip
def test_passages_are_the_clip_with_something_left_out(clip: dict[str, Any]) -> None:
    points = [point for passage in clip["passages"] for point in passage]
    assert points == sorted(set(points))
    assert not points or (points[0], points[-1]) == (clip["in_ms"], clip["out_ms"])
    shown = clip["passages"] or [[clip["in_ms"], clip["out_ms"]]]
    assert all(any(a <= line["in_ms"] < line["out_ms"] <= b for a, b in shown) for line in clip["lines"])


def test_something_is_cut_and_something_corrected() -> None:
    assert [clip["slug"] for clip in CLIPS if clip["passages"]] == ["what-a-crossing-costs"]
    mistakes = [line["mistake"] for clip in CLIPS for line in clip["lines"] if "mistake" in line]
    assert [one["text"] for one in mistakes] == ["There should have been twelve, and it came to thirty."]


@each_clip
def test_lines_follow_one_another_within_their_clip(clip: dict[str, Any]) -> None:
    speakers = {speaker["key"] for speaker in RECORDINGS[clip["recording"]]["speakers"]}
    end = clip["in_ms"]
    for line in clip["lines"]:
        assert end <= line["in_ms"] < line["out_ms"] <= clip["out_ms"]
        assert line["speaker"] in speakers
        assert set(line["translations"]) == set(clip["into"])
        assert line["text"].strip() and all(line["translations"].values())
        end = line["out_ms"]


@each_clip
def test_summary_quotes_only_what_was_said(clip: dict[str, Any]) -> None:
    said = english(clip)
    quotes = [quote.rstrip(".,:") for paragraph in clip["summary"] for quote in QUOTE.findall(paragraph)]
    assert quotes
    assert [quote for quote in quotes if quote not in said] == []


def test_every_role_of_the_desk_is_filled() -> None:
    people = tomllib.loads((DEMO / "people.toml").read_text(encoding="utf-8"))["people"]
    assert {person["role"] for person in people} == {
        "monitor",
        "translator",
        "reviewer",
        "editor",
        "administrator",
    }
    assert all(person["email"].endswith("@example.org") for person in people)


@pytest.mark.parametrize("path", ARCHIVE, ids=[path.name for path in ARCHIVE])
def test_archive_page_says_that_it_is_invented(path: Path) -> None:
    text = text_of(path)
    lines = text.strip().splitlines() if path.suffix == ".jsonl" else [text]
    assert all("invented for a demonstration" in line for line in lines)


def test_archive_numbers_run_with_gaps() -> None:
    numbers = [int(path.stem.removeprefix("clip-")) for path in ARCHIVE if path.stem.startswith("clip-")]
    for path in ARCHIVE:
        if path.suffix == ".csv":
            numbers += [int(row["number"]) for row in csv.DictReader(text_of(path).splitlines(keepends=True))]
        elif path.suffix == ".jsonl":
            numbers += [json.loads(line)["number"] for line in text_of(path).splitlines()]
    assert sorted(numbers) == [n for n in range(1001, 1031) if n not in (1007, 1015, 1022)]
