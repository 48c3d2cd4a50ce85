from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.search.analysis.analyser import Sequence, forms_of, sequences_of, terms_of

LANGUAGES = ("ar", "de", "en", "fa", "fr", "he", "ko", "pl", "ru", "tr", "zh")


def texts(text, language=""):
    return [term.text for term in terms_of(text, language)]


def meets(asked, text, language):
    """Whether words that are asked for, in whatever language, are found in a text of one."""
    said = " ".join(["", *texts(text, language), ""])
    return any(
        f" {' '.join(one.terms)}" + ("" if one.is_open else " ") in said
        for one in sequences_of(asked, LANGUAGES)
    )


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        ("policies", "The policy of the house", "en"),
        ("policy's", "Our policies", "en"),
        ("贸易", "中美贸易摩擦", "zh"),
        ("霸权主义", "反对霸权主义和强权政治", "zh"),
        ("霸权主义", "反对霸权\n主义", "zh"),
        ("桥", "塞尔瓦大桥", "zh"),
        ("桥", "桥的修复", "zh"),
        ("الامام", "قال الإمام", "ar"),
        ("الإمام", "قال الامام", "ar"),
        ("امام", "والإمام", "ar"),
        ("مدرسة", "مدرسه", "ar"),
        ("علي", "على", "fa"),
        ("كتاب", "کتاب", "fa"),
        ("میرساند", "می\u200cرساند", "fa"),
        ("مُحَمَّد", "محمد", "ar"),
        ("محمد", "محـــمد", "ar"),
        ("ёлка", "у елки", "ru"),
        ("мост", "По мосту", "ru"),
        ("שלומ", "שלום", "he"),
        ("שָׁלוֹם", "שלום", "he"),
        ('צה"ל', "צה״ל", "he"),
        ("istanbul", "İstanbul", "tr"),
        ("isparta", "Isparta", "tr"),
        ("ışık", "Işık", "tr"),
        ("économie", "l’économie", "fr"),
        ("economie", "l'économie", "fr"),
        ("Łódź", "lodz", "pl"),
        ("straße", "STRASSE", "de"),
        ("한국", "한국어를", "ko"),
        ("1000", "1,000", "en"),
        ("١٠٠٠", "1000", "en"),
        ("Ｔｏｋｙｏ", "Tokyo", "en"),
        ("cooperate", "co\u00adoperate", "en"),
    ],
)
def test_words_in_another_spelling_are_found(asked, text, language):
    assert meets(asked, text, language)


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        ("policy", "The police came", "en"),
        ("police", "A policy", "en"),
        ("贸易", "贸然容易", "zh"),
        ("桥", "乔木", "zh"),
        ("the bridge", "bridge the", "en"),
        ("cat", "catalogue", "en"),
        ("сын", "сон", "ru"),
        ("امام", "عمام", "ar"),
    ],
)
def test_other_words_are_not(asked, text, language):
    assert not meets(asked, text, language)


def test_a_polish_stem_is_no_english_one():
    """Both come down to the same letters."""
    assert texts("policy", "pl")[0][:-1] == texts("police", "en")[0][:-1] == "polic"
    assert texts("policy", "pl") != texts("police", "en")


def test_places_lie_in_the_text_as_it_was_given():
    text = "«L’Économie»: ﷺ 中美 بَيْت"
    assert [text[term.start : term.end] for term in terms_of(text, "fr")] == [
        "L’Économie",
        "ﷺ",
        "中美",
        "美",
        "بَيْت",
    ]


def test_a_character_by_itself_is_the_beginning_of_a_pair():
    assert sequences_of("桥", ("zh",)) == (Sequence(("桥",), is_open=True),)
    assert sequences_of("大桥", ("zh",)) == (Sequence(("大桥",)),)
    assert sequences_of("，。", ("zh",)) == ()


def test_forms_are_words_as_they_are_written():
    assert forms_of("Policies, L’Économie 桥") == ("policies", "leconomie")


@given(st.text(max_size=60), st.sampled_from(("", *LANGUAGES)))
def test_terms_are_fit_for_every_engine(text, language):
    found = terms_of(text, language)
    for term in found:
        assert term.text
        assert all(sign.isalnum() for kept in (term.text, term.form) for sign in kept if sign.isascii()), (
            "an ASCII sign would break a term in two"
        )
        assert not any(sign.isspace() for kept in (term.text, term.form) for sign in kept)
        assert 0 <= term.start < term.end <= len(text)
    assert [term.start for term in found] == sorted(term.start for term in found)


@given(st.text(alphabet="中美贸易 \nab", max_size=12), st.text(alphabet="中美贸易 \nab", max_size=12))
def test_lines_have_as_many_terms_together_as_apart(one, other):
    """So a place in the whole is a place in its line."""
    assert len(terms_of(f"{one}\n{other}")) == len(terms_of(one)) + len(terms_of(other))
