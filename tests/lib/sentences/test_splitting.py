from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lib.sentences import boundaries, split


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["Dr. Lee paid 3.5 million.", "“Why?” he asked.", "He left."]),
        ("en", ["The U.S. President met J. R. Smith.", "The talks in the U.S.", "The end."]),
        ("en", ["See No. 5.", "No.", "He said www.site.com works... maybe.", "But no…", "Then yes!"]),
        ("en", ["He came at 5 p.m.", "The rest left.", "He works at Acme Inc. in Ohio."]),
        ("en", ['"Stop!"', "(He stopped.)", "Then went on."]),
        ("en", ["Is it so?!", "Yes."]),
        ("pt", ["O Sr. Silva, da Cia. X, chegou às 10h.", "Foi bom."]),
        ("fr", ["M. Macron a dit : « Non. »", "Il est parti."]),
        ("de", ["Am 3. Oktober 1990 war es z.B. so.", "Das ist gut."]),
        ("ru", ["В 1990 г. Иванов и т.д. приехали.", "А. С. Пушкин жил на ул. Тверской.", "Это всё."]),
        ("ar", ["كيف حالك؟", "أنا بخير.", "شكرا."]),
        ("ur", ["یہ ہے۔", "وہ تھا۔"]),
        ("hi", ["यह है।", "वह था।"]),
        ("ko", ["기차도 없었다.", "전기도 없었다."]),
        ("es", ["¿Qué dijo?", "¡Nada!"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(language: str, sentences: list[str]) -> None:
    assert split(" ".join(sentences), language) == sentences


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("zh", ["他说：“我们走吧。”", "她同意了。", "3.5万人！", "真的？", "好。"]),
        ("ja", ["「行く。」と言った。", "はい。"]),
    ],
)
def test_languages_without_spaces_need_none(language: str, sentences: list[str]) -> None:
    assert split("".join(sentences), language) == sentences


def test_an_empty_line_ends_a_sentence_and_a_line_end_does_not() -> None:
    assert split("One\ntwo\n\nthree", "en") == ["One\ntwo", "three"]


def test_nothing_gives_no_sentence() -> None:
    assert [split(text, "en") for text in ("", "  \n\n ", "?!...")] == [[], [], ["?!..."]]


@given(
    st.text(alphabet=st.sampled_from("aB1 .!?…。！？”»)(“«\n,‘»Дж.г"), max_size=80),
    st.sampled_from(["en", "ru", "zh", "de"]),
)
def test_nothing_but_space_is_lost(text: str, language: str) -> None:
    assert "".join("".join(split(text, language)).split()) == "".join(text.split())


@given(st.text(max_size=80))
def test_boundaries_rise_and_part_text_from_text(text: str) -> None:
    ends = boundaries(text, "en")
    assert ends == sorted(set(ends))
    assert all(text[:end].strip() and text[end:].strip() for end in ends)
