"""Captions in the scripts that go wrong most easily. The pictures in ``golden`` were looked at by people."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import override

from dragoman.lib.timecode import Span
from dragoman.publications.film_words import Card, Strip, plate
from tests.archive.builders import a_content

FOLDER = Path(__file__).parent / "golden"
SIZE = (640, 360)
FRAMES = {
    "ar": (
        ("لين رومي: «ستعود القطارات الليلية في 1 مايو»،\nأي قبل 30 يومًا من الموعد (بنسبة 12.5%).", "ar"),
        ("Lin Ruomei: “Night trains” return on 1 May (12.5%).", "en"),
    ),
    "fa": (("او گفت: «قطارهای شب می‌روند» و ۲۵٪ از\nبرنامه‌ها را NTV-24 پخش نمی‌کند!", "fa"),),
    "he": (("הוא אמר: ”הרכבות יחזרו ב-1 במאי“,\nכ-25% מוקדם יותר (NTV-24).", "he"),),
    "zh-hans": (
        ("林若梅：“夜间列车”将从5月1日起恢复通行，\n比原计划提前一个月（25%）。", "zh"),
        ("[✂ 0:12]", ""),
    ),
}
"""By the language of the interface: digits, quotation marks, joiners, and words of another direction."""


def drawn(interface: str) -> bytes:
    content = a_content()
    strip = Strip(content, "c37791be" * 8, "DRG 11045", "https://archive.example/11045")
    above = (("25% · NTV-24", "en"),) if interface == "he" else ()
    with override(interface):
        return plate(strip, Card(Span(0, 1), FRAMES[interface], above), SIZE, opaque=False)
