from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from markupsafe import Markup

from dragoman.ui import wording


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "9 April 2024"),
        ("ar", "9 أبريل 2024"),
        ("es", "9 de abril de 2024"),
        ("fa", "9 آوریل 2024"),
        ("fr", "9 avril 2024"),
        ("he", "9 באפריל 2024"),
        ("ko", "2024년 4월 9일"),
        ("pt", "9 de abril de 2024"),
        ("ru", "9 апреля 2024\u202fг."),
        ("zh-hans", "2024年4月9日"),
    ],
)
def test_date_is_the_readers(language, written):
    with override(language):
        assert wording.long_date(date(2024, 4, 9)) == written


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ("12,345.6", "A, B and C", "1.5 kB", "France")),
        ("fa", ("12,345.6", "A،\u200f B، و C", "1.5 kB", "فرانسه")),
        ("fr", ("12\u202f345,6", "A, B et C", "1,5\u202fko", "France")),
        ("he", ("12,345.6", "A, B וC", "1.5 kB", "צרפת")),
        ("ko", ("12,345.6", "A, B 및 C", "1.5kB", "프랑스")),
        ("ru", ("12\xa0345,6", "A, B и C", "1,5 кБ", "Франция")),
        ("zh-hans", ("12,345.6", "A、B和C", "1.5 kB", "法国")),
    ],
)
def test_numbers_lists_sizes_and_places_are_the_readers(language, written):
    with override(language):
        assert written == (
            wording.decimal(12_345.6),
            wording.word_list(["A", "B", "C"]),
            wording.file_size(1500),
            wording.country_name("FR"),
        )


def test_time_is_given_in_a_zone():
    at = datetime(2024, 4, 9, 2, 30, tzinfo=UTC)
    with override("en"):
        assert wording.date_and_time(at.astimezone(ZoneInfo("Asia/Shanghai"))) == "9 April 2024, 10:30"
    with override("ar"):
        assert wording.date_and_time(at) == "9 أبريل 2024، 02:30"
    with override("zh-hans"):
        assert wording.date_and_time(at) == "2024年4月9日 02:30"


def test_day_of_this_year_is_short():
    at = datetime(2024, 4, 9, 2, 30, tzinfo=UTC)
    said = []
    for language in ("en", "he", "ko"):
        with override(language):
            said.append(wording.day_and_time(at))
    assert said == ["9 Apr 02:30", "9 באפר׳ 02:30", "4월 9일 02:30"]


def test_comma_is_that_of_the_script():
    said = []
    for language in ("en", "fa", "zh-hans", "he"):
        with override(language):
            said.append(wording.comma_list(["a", "b"]))
    assert said == ["a, b", "a، b", "a，b", "a, b"]


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
    with override("zh-hans"):
        assert wording.run("zh-Hans") == Markup("")
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
