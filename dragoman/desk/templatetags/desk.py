"""How the desk prints times, languages and sources."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput
from django.utils.functional import Promise
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi, gettext
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.rules import Person, can_manage_people, is_staff
from dragoman.accounts.terms import Role
from dragoman.bulletins.rules import can_see_readers
from dragoman.clips.models import Clip
from dragoman.desk.access import keeps_sources
from dragoman.desk.airing import local_time, source_label
from dragoman.desk.forms.cue_table import TypedRendering, TypedRow
from dragoman.enquiries.rules import can_answer
from dragoman.giving.rules import can_keep_gifts, can_write_appeals
from dragoman.lib.languages import UnknownLanguage, direction, name_in, own_name
from dragoman.lib.timecode import format_clock, format_precise, format_seconds
from dragoman.publications.links import clip_path
from dragoman.publications.models import Publication
from dragoman.recordings.models import Broadcast, Recording, Rendition
from dragoman.transcripts.terms import Certainty, Evidence, Voice
from dragoman.ui.wording import comma_list
from dragoman.writings.rules import can_write_pages

register = template.Library()

_ROLE_WORDS: dict[str, Promise] = {
    Role.MONITOR: _("brings recordings in and makes clips"),
    Role.TRANSLATOR: _("writes transcripts and translations"),
    Role.REVIEWER: _("checks clips, approves them or sends them back"),
    Role.EDITOR: _("all of these, and publishes, corrects and withdraws"),
    Role.OFFICER: _("answers requests from outside"),
    Role.ADMINISTRATOR: _("manages the people of this desk"),
    Role.TREASURER: _("keeps the gifts and sees who gives; sees no drafts"),
}


@register.filter
def clock(at_ms: int | None) -> str:
    return "" if at_ms is None else format_clock(at_ms)


@register.filter
def precise(at_ms: int | None) -> str:
    return "" if at_ms is None else format_precise(at_ms)


@register.filter
def of_key(names: dict[str, str], key: str) -> str:
    """The name of a handle; the handle itself where nobody is known by it any more."""
    return names.get(key, key)


@register.filter
def may_answer(person: Person) -> bool:
    """Whether requests from outside are for them."""
    return can_answer(person)


@register.filter
def percent(permille: int) -> int:
    return permille // 10


@register.filter
def language_name(tag: str) -> str:
    try:
        return name_in(tag, _page_language())
    except UnknownLanguage:
        return tag


@register.filter
def native_name(tag: str) -> str:
    try:
        return own_name(tag)
    except UnknownLanguage:
        return tag


@register.filter
def text_direction(tag: str) -> str:
    try:
        return direction(tag) if tag else "auto"
    except UnknownLanguage:
        return "auto"


@register.filter
def language_line(clip: Clip) -> str:
    """“Korean → English”, the arrow pointing the way the page is read."""
    spoken = comma_list(language_name(tag) for tag in clip.spoken)
    into = comma_list(language_name(tag) for tag in clip.into)
    arrow = "←" if get_language_bidi() else "→"
    return f"{spoken} {arrow} {into}" if into else spoken


@register.filter
def source(broadcast: Broadcast | None) -> str:
    return source_label(broadcast.channel, _page_language()) if broadcast else ""


@register.filter
def aired_clock(broadcast: Broadcast) -> str:
    """“19:00 Asia/Shanghai” where the time of airing is known."""
    local = local_time(broadcast)
    return f"{local:%H:%M} {broadcast.timezone}" if local else ""


@register.filter
def cell(values: dict[str, str], name: str) -> str:
    """What a dictionary holds under a name that is only known here."""
    return values.get(name, "")


@register.filter
def draft_key(label: str, language: str) -> str:
    return f"{label}:{language}"


@register.filter
def in_languages(row: TypedRow, languages: tuple[str, ...]) -> list[TypedRendering]:
    """What renders the row; a new row has a place in each language."""
    return row.renderings or ([] if row.label else [TypedRendering(language) for language in languages])


@register.filter
def told(row: TypedRow) -> list[str]:
    """What the folded part of a row holds, in words."""
    said = [row.described_as] if row.described_as and not row.speaker else []
    for kind, value in ((Evidence, row.evidence), (Certainty, row.certainty), (Voice, row.voice)):
        said += [str(one.label) for one in kind if one.value == value]
    said += [language_name(row.relay_of)] if row.relay_of else []
    said += [gettext("translator’s notes")] if row.has_notes else []
    return said


@register.filter
def public_address(publication: Publication) -> str:
    return clip_path(publication.number or 0, publication.slug)


@register.filter
def fragment_seconds(at_ms: int | None) -> str:
    return format_seconds(at_ms or 0)


@register.filter
def has_poster(recording: Recording) -> bool:
    return any(made.kind == Rendition.Kind.POSTER for made in recording.renditions.all())


@register.filter
def role_words(role: str) -> str:
    """What a role lets a person do."""
    return str(_ROLE_WORDS.get(role, ""))


@register.filter
def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def manages_people(person: Person) -> bool:
    return can_manage_people(person)


@register.filter
def may_write_pages(person: Person) -> bool:
    return can_write_pages(person)


@register.filter
def sees_readers(person: Person) -> bool:
    return can_see_readers(person)


@register.filter
def keeps_gifts(person: Person) -> bool:
    return settings.GIVING.is_set and can_keep_gifts(person)


@register.filter
def writes_appeals(person: Person) -> bool:
    return settings.GIVING.is_set and not can_keep_gifts(person) and can_write_appeals(person)


@register.filter
def works_on_clips(person: Person) -> bool:
    return is_staff(person)


@register.filter
def may_keep_sources(person: Person) -> bool:
    return keeps_sources(person)


@register.simple_tag
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The options of a list, one of them chosen. A long table has thousands of them, but few different lists."""
    return _options(choices, chosen)


@lru_cache(maxsize=512)
def _options(choices: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == chosen else "", name) for value, name in choices),
    )


@register.simple_tag
def control(
    field: BoundField,
    hint: str = "",
    list: str = "",
    lang: str = "",
    now: str = "",
) -> SafeString:
    """A field's input, tied to the hint, the error and the colleague's words that stand beside it."""
    described = [f"{field.auto_id}_hint"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    described += [f"{field.auto_id}_now"] if now else []
    attrs: dict[str, str | bool] = {"aria-describedby": " ".join(described)} if described else {}
    if list:
        attrs |= {"list": list, "autocomplete": "off"}
    if lang:
        attrs |= {"lang": lang, "dir": text_direction(lang)}
    return field.as_widget(attrs=attrs)


def _page_language() -> str:
    return get_language() or "en"
