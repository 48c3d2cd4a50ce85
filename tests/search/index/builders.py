"""Small clips in many scripts for the index, made without a database, and questions about them of every kind."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count

from dragoman.publications.content import Line, Source, TranslationTrack, Voice
from dragoman.search.index.source import made_from
from tests.archive.builders import a_content, a_line, a_rendering

SAID = (
    ("zh", "中美贸易摩擦升级，反对霸权\n主义。", "Trade friction between China and the United States grows."),
    (
        "zh",
        "塞尔瓦大桥的修复工程已经进入最后阶段。",
        "The repair of the Selva bridge has entered its final stage.",
    ),
    ("ru", "По мосту поезда пойдут весной.", "Trains will cross the bridge in spring."),
    ("ru", "Ёлки стоят у дороги.", "The police stand by the road."),
    ("ar", "قال الإمام إن المدرسة مفتوحة", "The imam said that the school is open."),
    ("ar", "سيبقى الجسر مغلقًا أمام الشاحنات", "The policy keeps the bridge closed to lorries."),
    ("fa", "پل تازه دو سوی شهر را به هم می‌رساند.", "The new bridge joins the two sides of the city."),
    ("ko", "다리를 다시 열었습니다", "They opened the bridge again."),
    ("he", "הגֶּשֶׁר סגור", "The bridge is closed."),
    ("tr", "İstanbul köprüsü açıldı", "The Istanbul bridge was opened."),
    ("fr", "L’économie d’abord, la politique ensuite.", "The economy first, politics later."),
    (
        "de",
        "Die Straße über die Brücke ist gesperrt.",
        "The street across the bridge is closed for 1,000 days.",
    ),
    ("pt", "A ponte será fechada em maio.", "The bridge will be closed in May."),
    ("en", "Good evening from our studio.", "Good evening from our studio, once more."),
)
VOICES = (
    Voice("v1", "Lin Ruomei", "林若梅", "spokesperson", "lin-ruomei"),
    Voice("v2", "Vera Sokolskaya", "Вера Сокольская", "chief engineer", "vera-sokolskaya"),
    Voice("v3", "Huda Rahal", "هدى رحال", "presenter", "huda-rahal"),
)
SOURCES = (
    Source("Meridian TV", "子午线电视台", "CN", "", "television", "meridian-tv"),
    Source("Marsa TV", "قناة مرسى", "", "Qasira", "television", "marsa-tv"),
)
TOPICS = (("railways", "Railways"), ("travel", "Travel"), ("trade", "Trade"))


def a_document(number: int, rows=SAID, **changes):
    """A clip that says these rows of language, original and translation, one second each."""
    voices = VOICES[: 1 + number % 3]
    lines: tuple[Line, ...] = tuple(
        a_line(
            str(at),
            voice=voices[at % len(voices)].key,
            language=language,
            text=original,
            in_ms=at * 1_000,
            out_ms=at * 1_000 + 1_000,
        )
        for at, (language, original, _) in enumerate(rows, 1)
    )
    plain = {
        "number": number,
        "title": f"Clip {number}",
        "title_original": "",
        "summary": (),
        "voices": voices,
        "lines": lines,
        "translations": (
            TranslationTrack("en", tuple(a_rendering(str(at), row[2]) for at, row in enumerate(rows, 1)), ""),
        ),
        "sources": SOURCES[number % 2 :][:1],
        "topics": TOPICS[: number % 4],
        "spoken": tuple(dict.fromkeys(row[0] for row in rows)),
        "aired_on": date(2022, 1, 1) + timedelta(days=number * 13) if number % 7 else None,
    }
    return made_from(a_content(**plain | changes), f"clip-{number}")


def documents():
    """Each a few rows of all, so that every question divides them."""
    made, step = [], count(1)
    for number in range(1, 61):
        size, first = 1 + number % 5, next(step) * 3
        rows = tuple(SAID[(first + at * (1 + number % 3)) % len(SAID)] for at in range(size))
        made.append(a_document(number, rows))
    return made
