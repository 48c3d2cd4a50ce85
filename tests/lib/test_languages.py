from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.languages import (
    UNDETERMINED_SCRIPT,
    UnknownLanguage,
    base,
    canonical,
    direction,
    name_in,
    own_name,
    same_language,
    script,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("en", "en"),
        (" PT_br ", "pt-BR"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("ger", "de"),
        ("deu", "de"),
        ("iw", "he"),
        ("cmn", "zh"),
        ("sh", "sr-Latn"),
        ("en-UK", "en-GB"),
        ("es-419", "es-419"),
        ("haw", "haw"),
        ("de-1996", "de-1996"),
        ("CA-Valencia", "ca-valencia"),
        ("und", "und"),
    ],
)
def test_a_tag_has_one_spelling(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "tag",
    [
        "",
        "xx",
        "e",
        "en-",
        "-en",
        "pt-XX",
        "en-Abcd",
        "en-u-ca-x",
        "x-own",
        "en-us-us",
        "１en",
        "en us",
        "en-ZZ",
    ],
)
def test_what_is_no_tag_is_refused(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        canonical(tag)


def test_the_refusal_says_what_to_write() -> None:
    with pytest.raises(UnknownLanguage) as refused:
        canonical("xx")
    assert str(refused.value) == (
        "“xx” is not a language code: write a BCP 47 tag such as en, pt-BR or zh-Hans."
    )


def test_a_refused_tag_is_quoted_in_part_only() -> None:
    with pytest.raises(UnknownLanguage, match=r"^“x{35}…” "):
        canonical("x" * 100_000)


@given(st.text(max_size=40))
def test_any_text_is_a_canonical_tag_or_refused(text: str) -> None:
    try:
        tag = canonical(text)
    except UnknownLanguage:
        return
    assert canonical(tag) == tag
    assert direction(tag) in ("ltr", "rtl")
    assert own_name(tag)


@pytest.mark.parametrize(
    ("tag", "written", "runs"),
    [
        ("en", "Latn", "ltr"),
        ("ru", "Cyrl", "ltr"),
        ("zh", "Hans", "ltr"),
        ("zh-TW", "Hant", "ltr"),
        ("ar", "Arab", "rtl"),
        ("fa", "Arab", "rtl"),
        ("he", "Hebr", "rtl"),
        ("ur", "Arab", "rtl"),
        ("ug", "Arab", "rtl"),
        ("pa-PK", "Arab", "rtl"),
        ("pa", "Guru", "ltr"),
        ("uz-Arab", "Arab", "rtl"),
        ("dv", "Thaa", "rtl"),
        ("und", UNDETERMINED_SCRIPT, "ltr"),
    ],
)
def test_script_and_direction_follow_the_usual_writing(tag: str, written: str, runs: str) -> None:
    assert (script(tag), direction(tag)) == (written, runs)


def test_region_and_script_make_no_other_language() -> None:
    assert base("zh-Hant-TW") == "zh"
    assert same_language("pt-BR", "pt")
    assert same_language("iw", "he")
    assert not same_language("ru", "uk")


def test_names_are_given_in_the_readers_language() -> None:
    assert [
        name_in("zh-Hans", "en"),
        name_in("ru", "fr"),
        name_in("sr-Latn", "en"),
        name_in("uk", "tlh"),
    ] == [
        "Simplified Chinese",
        "russe",
        "Serbian (Latin)",
        "Ukrainian",
    ]


def test_own_names_begin_with_a_capital_where_there_are_any() -> None:
    assert [own_name(tag) for tag in ("zh", "ru", "pt-BR", "ar", "ko", "uk", "ka")] == [
        "中文",
        "Русский",
        "Português (Brasil)",
        "العربية",
        "한국어",
        "Українська",
        "ქართული",
    ]
