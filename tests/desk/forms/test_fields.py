from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from dragoman.desk.forms.fields import ClockField, LanguagesField, NamesField, language_tag


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("en", "en"),
        ("PT_br", "pt-BR"),
        ("Korean", "ko"),
        ("  persian", None),
        ("persian", "fa"),
        ("Elvish", None),
    ],
)
def test_language_is_known_by_code_or_name(said: str, tag: str | None) -> None:
    assert language_tag(said) == tag


def test_language_is_known_by_its_name_in_the_language_of_the_page() -> None:
    with override("pt"):
        assert language_tag("coreano") == "ko"


def test_languages_keep_their_order_and_stand_once() -> None:
    assert LanguagesField().clean("Russian, zh; ru،  en,") == ("ru", "zh", "en")


def test_no_language_is_refused_where_one_is_needed() -> None:
    with pytest.raises(ValidationError):
        LanguagesField().clean(" , ")
    assert LanguagesField(required=False).clean(" , ") == ()


def test_names_are_split_at_commas_of_every_script() -> None:
    assert NamesField().clean("Railways ,  Public  works، زراعة、铁路,Railways") == (
        "Railways",
        "Public works",
        "زراعة",
        "铁路",
    )


@pytest.mark.parametrize("said", ["1:61", "x", "-1", "1:2:3:4"])
def test_clock_refuses_what_is_no_time(said: str) -> None:
    with pytest.raises(ValidationError):
        ClockField().clean(said)


def test_clock_keeps_what_was_written() -> None:
    assert ClockField().clean(" 1:02.5 ") == "1:02.5"


def test_name_that_does_not_fit_is_said_beside_its_field():
    with pytest.raises(ValidationError, match="at most 200"):
        NamesField().clean("Railways, " + "x" * 201)
    assert NamesField().clean("Railways, " + "x" * 200) == ("Railways", "x" * 200)
