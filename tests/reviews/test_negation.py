from __future__ import annotations

import pytest

from dragoman.reviews.negation import negation_differs, says_no

DENIED = [
    ("en", "Not a single shift was cancelled."),
    ("en", "We didn’t stop."),
    ("ru", "Ни одна смена не была отменена."),
    ("ru", "Билетов нет."),
    ("ar", "لن يعود القطار."),
    ("ar", "وليس عندنا وقت."),
    ("fa", "قطار نمی‌آید."),
    ("fa", "هیچ‌کس آنجا نبود."),
    ("he", "הרכבת לא תגיע."),
    ("zh", "票价不会上涨。"),
    ("zh", "没有人受伤。"),
    ("ko", "기차가 오지 않습니다."),
    ("ko", "표가 없습니다."),
    ("fr", "Le train ne viendra pas."),
    ("es", "Nunca llega el tren."),
    ("pt", "O trem não vem."),
    ("ja", "電車は来ません。"),
]
STATED = [
    ("en", "The notebook knows another nation."),
    ("ru", "Небо над рекой синее."),
    ("ar", "يعود القطار في مايو."),
    ("fa", "قطار در ماه مه می‌آید. نان تازه است."),
    ("he", "הרכבת תגיע מחר."),
    ("zh", "不过，夜间列车恢复通行。"),
    ("ko", "기차가 다시 달립니다."),
    ("fr", "Le train revient au printemps."),
    ("es", "El tren vuelve en mayo."),
    ("pt", "O trem volta em maio."),
]


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_denial_is_seen(language, text):
    assert says_no(text, language) is True


@pytest.mark.parametrize(("language", "text"), STATED)
def test_statement_is_no_denial(language, text):
    assert says_no(text, language) is False


def test_lost_denial_is_found_and_nothing_is_said_of_unknown_languages():
    assert negation_differs("票价不会上涨。", "zh", "Fares will rise.", "en")
    assert not negation_differs("票价不会上涨。", "zh-Hans", "Fares will not rise.", "en-GB")
    assert says_no("Treni nuk vjen.", "sq") is None
    assert not negation_differs("Treni nuk vjen.", "sq", "The train comes.", "en")
    assert says_no("x", "") is None
