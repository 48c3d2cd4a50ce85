"""Form fields for what the desk writes: times, languages, lists of names."""

from __future__ import annotations

from typing import Any

from babel import Locale, UnknownLocaleError
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dragoman.lib.languages import UnknownLanguage, canonical
from dragoman.lib.timecode import BadTimecode, parse_clock


class ClockField(forms.CharField):
    """A position such as 2:06, kept as it was written; empty when nothing was."""

    def __init__(self, **options: Any) -> None:  # Any: Django's own field options
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        if text:
            try:
                parse_clock(text)
            except BadTimecode as error:
                raise ValidationError(str(error), code="no_time") from error
        return text


class LanguagesField(forms.CharField):
    """Languages by code or by name, commas between them, as BCP 47 tags in the order given."""

    def clean(self, value: Any) -> tuple[str, ...]:
        said = str(super().clean(value)).replace(";", ",").replace("،", ",").replace("、", ",")
        tags: list[str] = []
        for word in (part.strip() for part in said.split(",")):
            if not word:
                continue
            tag = language_tag(word)
            if tag is None:
                raise ValidationError(
                    _("“%(word)s” is not a language we know: write a code such as en or pt-BR, or its name."),
                    params={"word": word},
                    code="no_language",
                )
            if tag not in tags:
                tags.append(tag)
        if self.required and not tags:
            raise ValidationError(self.error_messages["required"], code="required")
        return tuple(tags)


class NamesField(forms.CharField):
    """Names with commas between them."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = str(super().clean(value)).replace("،", ",").replace("、", ",").replace("\n", ",")
        names = tuple(dict.fromkeys(name for part in text.split(",") if (name := " ".join(part.split()))))
        if any(len(name) > 200 for name in names):
            raise ValidationError(_("A name has at most 200 characters."))
        return names


class LinesField(forms.CharField):
    """Several values, one a line; empty lines and repetitions are left out."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = str(super().clean(value))
        return tuple(dict.fromkeys(line for part in text.splitlines() if (line := " ".join(part.split()))))


def language_tag(said: str) -> str | None:
    """The tag of a language given by code, or by its name in English or in the language of the page."""
    try:
        return canonical(said)
    except UnknownLanguage:
        pass
    wanted = said.casefold()
    for known in ("en", get_language() or "en"):
        try:
            names = Locale.parse(known, sep="-").languages
        except (ValueError, UnknownLocaleError):
            continue
        for code, name in names.items():
            if str(name).casefold() == wanted:
                return canonical(code)
    return None
