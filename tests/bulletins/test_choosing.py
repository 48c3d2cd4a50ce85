from __future__ import annotations

from datetime import UTC, datetime, timedelta

from dragoman.bulletins.choosing import Item, laid_out
from dragoman.bulletins.news import News
from dragoman.bulletins.terms import NewsKind
from dragoman.bulletins.wishes import EVERYTHING, Wish

BEGAN = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
RAILWAYS = Wish(1, "topic", "railways", "Railways", "a")
LIN = Wish(2, "speaker", "lin-ruomei", "Lin Ruomei", "b")
ALL = Wish(3, "everything", "", "", "c")


def news(number, kind, hours, *keys, edition=1):
    return News(number, edition, kind, BEGAN + timedelta(hours=hours), frozenset({EVERYTHING, *keys}))


RAIL, VOICE = ("topic", "railways"), ("speaker", "lin-ruomei")


def test_each_clip_once_with_every_reason():
    sheet = laid_out([news(5, NewsKind.NEW, 1, RAIL, VOICE), news(6, NewsKind.NEW, 2)], BEGAN)
    assert sheet.pick([RAILWAYS, LIN]) == (Item(5, 1, "new", (1, 2)),)
    assert sheet.pick([RAILWAYS, LIN, ALL]) == (Item(6, 1, "new", (3,)), Item(5, 1, "new", (1, 2)))


def test_what_takes_back_comes_first_and_the_gravest_change_is_told():
    sheet = laid_out(
        [
            news(1, NewsKind.NEW, 9, RAIL),
            news(2, NewsKind.CLARIFIED, 2, RAIL, edition=2),
            news(2, NewsKind.RETRACTED, 3, RAIL, edition=3),
            news(3, NewsKind.CORRECTED, 1, RAIL, edition=2),
            news(4, NewsKind.UPDATED, 1, RAIL, edition=2),
            news(9, NewsKind.NEW, 1, RAIL),
            news(9, NewsKind.CORRECTED, 2, RAIL, edition=2),
        ],
        BEGAN,
    )
    told = [(item.number, item.kind) for item in sheet.pick([RAILWAYS])]
    assert told == [(2, "retracted"), (3, "corrected"), (1, "new"), (9, "new"), (4, "updated")]


def test_who_was_sent_a_clip_hears_of_its_correction_whatever_they_want_now():
    sheet = laid_out([news(1, NewsKind.CORRECTED, 1, RAIL, edition=2)], BEGAN)
    assert sheet.pick([LIN]) == ()
    assert sheet.pick([LIN], {1}) == (Item(1, 2, "corrected"),)


def test_a_withdrawal_is_told_only_to_those_who_were_sent_the_clip():
    sheet = laid_out([news(1, NewsKind.WITHDRAWN, 1, RAIL, edition=2)], BEGAN)
    assert sheet.pick([RAILWAYS]) == ()
    assert sheet.pick([RAILWAYS], {1}) == (Item(1, 2, "withdrawn", (1,)),)


def test_what_came_to_light_late_is_told_once():
    late = laid_out([news(1, NewsKind.NEW, -0.01, RAIL)], BEGAN)
    assert late.has_late
    assert late.pick([RAILWAYS]) == (Item(1, 1, "new", (1,)),)
    assert late.pick([RAILWAYS], besides={(1, 1)}) == ()
    corrected = laid_out(
        [news(1, NewsKind.NEW, -0.01, RAIL), news(1, NewsKind.CORRECTED, 1, RAIL, edition=2)], BEGAN
    )
    assert not corrected.has_late
    assert [item.kind for item in corrected.pick([RAILWAYS])] == ["corrected"]
