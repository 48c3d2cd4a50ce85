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
    ("ja", "電車は来ない。"),
    ("en", "No fewer trains, and not one late."),
    ("he", "אל תלכו לשם."),
    ("he", "אף אחד לא בא."),
    ("zh", "别去那里。"),
    ("zh", "他从未来过，也没说。"),
    ("fa", "نه، قطار نیامد."),
    ("es", "No hay billetes."),
    ("pt", "Ninguém veio."),
    ("fr", "Il n’y a plus de billets."),
    ("de", "Kein Zug fährt."),
    ("uk", "Потяг не прийде."),
    ("ur", "ٹرین نہیں آئے گی۔"),
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
    ("en", "Not only the train, also the bus: no. 5 runs, with no less than 20 seats."),
    ("ru", "Не только поезд: не менее 20 человек приехали."),
    ("ar", "لا يزال القطار يسير."),
    ("ar", "لا سيما في الشتاء."),
    ("fa", "نهاد نهم نیاز به نان دارد."),
    ("fa", "نه تنها قطار، بلکه اتوبوس هم می‌آید."),
    ("he", "הרכבת נוסעת אל העיר ואל תל אביב."),
    ("he", "לא רק הרכבת, גם האוטובוס."),
    ("zh", "未来的火车特别快，区别很大。"),
    ("zh", "无人机飞往莫斯科。"),
    ("zh", "不少人来了，不仅是学生。"),
    ("ja", "行かなければならない。"),
    ("ja", "雨かもしれません。"),
    ("fr", "Une personne a fait un pas, sans doute."),
    ("es", "Sin embargo, el tren vuelve; no solo eso."),
    ("pt", "Não só o trem, sem dúvida."),
    ("de", "Nicht nur der Zug fährt."),
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


@pytest.mark.parametrize(
    ("original", "language", "rendering", "differs"),
    [
        ("他不能来。", "zh", "He is unable to come.", False),
        ("他不能来。", "zh", "He can come.", True),
        ("Он не пришёл.", "ru", "He failed to come.", False),
        ("لم يأتِ أحد.", "ar", "Everyone came.", True),
        ("نیامد.", "fa", "He came.", True),
        ("הוא בא.", "he", "He did not come.", True),
        ("기차가 옵니다.", "ko", "The train will not come.", True),
        ("Él vino.", "es", "He never came.", True),
    ],
)
def test_denial_in_other_words_is_let_be(original, language, rendering, differs):
    assert negation_differs(original, language, rendering, "en") is differs
