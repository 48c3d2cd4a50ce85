from __future__ import annotations

import pytest

from dragoman.reviews.names import KnownName, missing_names, stands

NAMES = (
    KnownName("Lin Ruomei", "林若梅"),
    KnownName("Vera Sokolskaya", "Вера Сокольская"),
    KnownName("Layan Qasimi", "ليان القاسمي"),
    KnownName("Selva", "塞尔瓦"),
)


@pytest.mark.parametrize(
    ("original", "rendering", "missing"),
    [
        ("林若梅说大桥已修好。", "Lin Ruomei says the bridge is repaired.", ()),
        ("林若梅说大桥已修好。", "Ms Lin says the bridge is repaired.", ()),
        (
            "林若梅说大桥已修好。",
            "Vera Sokolskaya says the bridge is repaired.",
            ("Lin Ruomei", "Vera Sokolskaya"),
        ),
        ("Вера Сокольская сказала.", "Sokolskaya said so.", ()),
        ("Об этом сказала Сокольская.", "Vera Sokolskaya said so.", ()),
        ("قالت ليان القاسمي", "She said", ("Layan Qasimi",)),
        ("塞尔瓦大桥", "The Selva bridge", ()),
        ("", "Lin Ruomei says so.", ()),
        ("Небо синее.", "The sky is blue.", ()),
    ],
)
def test_names_known_to_the_catalogue_stand_on_both_sides(original, rendering, missing):
    assert missing_names(original, rendering, NAMES) == missing


def test_name_inside_another_word_is_no_name():
    assert [stands("Ali", "Alice came."), stands("Ali", "ali came"), stands("林", "森林")] == [
        False,
        True,
        True,
    ]


def test_short_name_inside_a_longer_one_is_not_named_by_itself():
    names = (KnownName("China", "中国"), KnownName("CCTV", "中国中央电视台"))
    assert missing_names("中国中央电视台报道", "CCTV reports", names) == ()
    assert missing_names("中国中央电视台在中国报道", "CCTV reports", names) == ("China",)
    york = (KnownName("York", "约克"), KnownName("New York", "纽约"))
    assert missing_names("纽约下雪了。", "It snows in New York.", york) == ()
