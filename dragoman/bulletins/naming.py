"""What a subscription is called on pages and in letters, in the reader's language and by the name now in use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from dragoman.bulletins.terms import About, Cadence
from dragoman.bulletins.wants import Want
from dragoman.publications.links import clips_path, person_path, source_path, topic_path
from dragoman.search.filing import Key
from dragoman.search.models import Count
from dragoman.ui import wording

_NAMED = (About.TOPIC, About.SOURCE, About.SPEAKER, About.COUNTRY)


@dataclass(frozen=True, slots=True)
class Name:
    """``path`` is where the clips of it stand. ``is_there`` is False where nothing published goes by it now."""

    kind: str
    text: str
    path: str
    is_there: bool = True


def names_of(things: Iterable[tuple[str, str, str]], language: str = "") -> dict[Key, Name]:
    """By about and value, from (about, value, label as it was kept); by one question for all of them."""
    wanted = list(things)
    now = _labels([(about, value) for about, value, _label in wanted])
    with override(language or wording.reader_language()):
        return {
            (about, value): _name(about, value, now.get((about, value), label), (about, value) in now)
            for about, value, label in wanted
        }


def want_name(want: Want, language: str = "") -> str:
    """``Topic: Railways, daily``: a line of a list in a letter."""
    with override(language or wording.reader_language()):
        name = _name(want.about, want.value, want.label, True)
        whole = f"{name.kind}: {name.text}" if name.text else name.kind
        return wording.comma_list([whole, str(Cadence(want.cadence).label)])


def _labels(keys: list[Key]) -> dict[Key, str]:
    """Names in use of what anything published goes by."""
    asked = Q(pk__in=[])
    for about in About:
        values = [value for kind, value in keys if kind == about]
        if values and about in {*_NAMED, About.LANGUAGE}:
            asked |= Q(kind=about, value__in=values)
    rows = Count.objects.filter(asked, count__gt=0).values_list("kind", "value", "label")
    return {(kind, value): label for kind, value, label in rows}


def _name(about: str, value: str, label: str, is_there: bool) -> Name:
    language = wording.reader_language()
    index = clips_path(language)
    kind = str(KINDS[About(about)]())
    if about == About.TOPIC:
        return Name(kind, label or value, topic_path(value, language), is_there)
    if about == About.SOURCE:
        return Name(kind, label or value, source_path(value, language), is_there)
    if about == About.SPEAKER:
        return Name(kind, label or value, person_path(value, language), is_there)
    if about == About.COUNTRY:
        return Name(kind, wording.source_place(value, label), f"{index}?country={value}", is_there)
    if about == About.LANGUAGE:
        return Name(kind, wording.language_name(value), f"{index}?language={value}", is_there)
    if about == About.SEARCH:
        return Name(kind, label or value, f"{index.removesuffix('clips')}search?{value}")
    if about == About.PROGRAMME:
        source, _slash, _rest = value.partition("/")
        return Name(kind, label or value, source_path(source, language))
    return Name(kind, "", index)  # everything: there is always that


KINDS = {
    About.EVERYTHING: lambda: _("Every new clip"),
    About.TOPIC: lambda: _("Topic"),
    About.SOURCE: lambda: _("Source"),
    About.COUNTRY: lambda: _("Country"),
    About.SPEAKER: lambda: _("Person"),
    About.LANGUAGE: lambda: _("Language spoken"),
    About.PROGRAMME: lambda: _("Programme"),
    About.SEARCH: lambda: _("Saved search"),
}
