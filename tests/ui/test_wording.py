from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from markupsafe import Markup

from dragoman.ui import wording


@pytest.mark.parametrize(
    ("language", "written"),
    [("en", "9 April 2024"), ("pt", "9 de abril de 2024"), ("ar", "9 أبريل 2024")],
)
def test_date_is_the_readers(language, written):
    with override(language):
        assert wording.long_date(date(2024, 4, 9)) == written


def test_time_is_given_in_a_zone():
    at = datetime(2024, 4, 9, 2, 30, tzinfo=UTC)
    with override("en"):
        assert wording.date_and_time(at.astimezone(ZoneInfo("Asia/Shanghai"))) == "9 April 2024, 10:30"
    with override("ar"):
        assert wording.date_and_time(at) == "9 أبريل 2024، 02:30"


@pytest.mark.parametrize(
    ("zone", "offset"),
    [("Asia/Shanghai", "UTC+8"), ("Asia/Kathmandu", "UTC+5:45"), ("America/Bogota", "UTC−5"), ("UTC", "UTC")],
)
def test_offset_is_that_of_the_day(zone, offset):
    assert wording.offset_from_utc(datetime(2024, 4, 9, tzinfo=ZoneInfo(zone))) == offset


@pytest.mark.parametrize(
    ("size", "written"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1500, "1.5 kB"),
        (23_456, "23 kB"),
        (12_345_678, "12 MB"),
        (4 * 10**9, "4 GB"),
    ],
)
def test_file_size_is_short(size, written):
    with override("en"):
        assert wording.file_size(size) == written


def test_foreign_run_says_its_language_and_direction():
    with override("en"):
        assert wording.run("fa") == Markup(' lang="fa" dir="rtl"')
        assert wording.run("zh_hans") == Markup(' lang="zh-Hans" dir="ltr"')
        assert wording.run("en") == Markup("")
        assert wording.run("") == Markup(' dir="auto"')
        assert wording.run('"><script>') == Markup(' lang="und" dir="auto"')
    with override("ar"):
        assert wording.run("en") == Markup(' lang="en" dir="ltr"')


def test_names_are_escaped_and_isolated():
    with override("en"):
        assert wording.name_list(["A & B", "<i>", "C"]) == Markup(
            "<bdi>A &amp; B</bdi>, <bdi>&lt;i&gt;</bdi> and <bdi>C</bdi>"
        )
    with override("pt"):
        assert wording.name_list(["Ana", "Rui"]) == Markup("<bdi>Ana</bdi> e <bdi>Rui</bdi>")


def test_sentence_escapes_its_parts():
    assert wording.sentence("By %(a)s & %(b)s", a="<x>", b=Markup("<b>y</b>")) == Markup(
        "By &lt;x&gt; &amp; <b>y</b>"
    )


def test_plain_line_has_no_turning_marks():
    assert wording.plain_line("one\u202eowt\u202c\n three\u200f") == "oneowt three"


def test_place_is_the_desks_wording_before_the_country():
    with override("en"):
        assert wording.source_place("CN", "") == "China"
        assert wording.source_place("CN", "Norland") == "Norland"
        assert wording.source_place("", "") == ""
        assert wording.source_place("ZZZ", "") == "ZZZ"


def test_unknown_language_keeps_its_tag():
    with override("en"):
        assert (wording.language_name("ru"), wording.language_name("q1")) == ("Russian", "q1")
        assert (wording.called_by_speakers("ru"), wording.called_by_speakers("q1")) == ("Русский", "q1")
