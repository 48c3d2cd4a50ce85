"""What an administrator wrote, as it may stand on every page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from dragoman.imprint.errors import ImprintRefused
from dragoman.imprint.terms import Imprint
from dragoman.lib.bounded import TooLong, bounded_line
from dragoman.lib.colour import BadColour, parse_colour, written
from dragoman.lib.hashing import clean_text

NAME_MOST, DESCRIPTION_MOST, POSTAL_MOST = 60, 200, 400


def checked(said: Imprint) -> Imprint:
    """The same, tidied. Raises ``ImprintRefused`` for what can't stand."""
    name = _line(said.name, NAME_MOST, "name", _("The name is too long: 60 characters fit on every page."))
    if not name:
        raise ImprintRefused(_("Write the name of the site."), "name")
    known = [code for code, _name in settings.LANGUAGES]
    too_long = _("The description is too long: 200 characters are enough for one sentence.")
    descriptions = {
        code: _line(text, DESCRIPTION_MOST, f"description_{code}", too_long)
        for code, text in said.descriptions
        if code in known
    }
    return replace(
        said,
        name=name,
        descriptions=tuple(sorted((code, text) for code, text in descriptions.items() if text)),
        accent=_accent(said.accent),
        languages=_languages(said.languages, known),
        email=_email(said.email),
        postal=_postal(said.postal),
    )


def _line(text: str, most: int, field: str, words: str) -> str:
    return _refusing(lambda: bounded_line(text, most=most, what=field), field, words)


def _refusing(make: Callable[[], str], field: str, words: str) -> str:
    try:
        return make()
    except TooLong as error:
        raise ImprintRefused(words, field) from error


def _accent(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return written(parse_colour(text))
    except BadColour as error:
        raise ImprintRefused(
            _("Write the colour as # and six hexadecimal digits: #1f6feb."), "accent"
        ) from error


def _languages(chosen: tuple[str, ...], known: list[str]) -> tuple[str, ...]:
    """Those chosen in the order of the settings, the first always among them; none where all are."""
    wanted = [code for code in known if code in chosen or code == settings.LANGUAGE_CODE]
    return () if not chosen or wanted == known else tuple(wanted)


def _email(text: str) -> str:
    text = text.strip()
    if text:
        try:
            validate_email(text)
        except ValidationError as error:
            raise ImprintRefused(_("This is not an e-mail address."), "email") from error
    return text


def _postal(text: str) -> str:
    lines = [" ".join(line.split()) for line in clean_text(text).split("\n")]
    text = "\n".join(line for line in lines if line)
    if len(text) > POSTAL_MOST:
        raise ImprintRefused(_("The postal address is too long: 400 characters fit."), "postal")
    return text
