from __future__ import annotations

from tests.lib.documents.documents import DOCUMENT


def test_everything_that_is_set_is_listed_in_order():
    assert [run.text for run in DOCUMENT.runs() if run.text] == [
        "Night trains #strong[again] <b>",
        "夜间列车",
        "Meridian TV (Norland)",
        "Chinese",
        "Trains return.",
        "In May.",
        "Lin Ruomei",
        "spokesperson",
        "Good morning.",
        "早上好。",
        "Note: word for word.",
        "Speaker not named",
        "[Withheld]",
        "صباح الخير (Lin).",
        "“Night trains”. DRG 11045.",
    ]
