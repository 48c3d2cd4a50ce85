"""The words around a clip as a form: the lines that stand, and an empty one for each place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dragoman.clips.models import Clip
from dragoman.lib.timecode import Span, format_clock
from dragoman.transcripts.models import ContextLine
from dragoman.transcripts.surroundings import (
    LONGEST_TEXT,
    ContextText,
    context_digest,
    context_of,
    surroundings_of,
)
from dragoman.transcripts.terms import Origin


@dataclass(frozen=True, slots=True)
class ContextRow:
    """One line of the form; ``name`` begins the names of its fields."""

    name: str
    line: ContextText
    is_machine: bool = False
    error: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True)
class ContextPlace:
    """A stretch that the clip leaves out, and its lines."""

    heading: str
    rows: tuple[ContextRow, ...]
    is_silent: bool


@dataclass(frozen=True, slots=True)
class ContextForm:
    seen: str
    places: tuple[ContextPlace, ...]
    is_conflict: bool = False
    has_errors: bool = False

    @property
    def rows(self) -> tuple[ContextRow, ...]:
        return tuple(row for place in self.places for row in place.rows)


def read_context(clip: Clip) -> ContextForm:
    """As it stands now."""
    machine = set(ContextLine.objects.filter(clip=clip, origin=Origin.MACHINE).values_list("pk", flat=True))
    lines, places = context_of(clip), []
    for stretch in surroundings_of(clip):
        here = [line for line in lines if (line.where, line.gap) == (stretch.where, stretch.gap)]
        rows = [ContextRow(f"line{line.pk}", line, line.pk in machine) for line in here]
        spoken, into = (clip.spoken or [""])[0], (clip.into or [""])[0]
        blank = ContextText(None, stretch.where, stretch.gap, stretch.span, spoken, "", into)
        rows.append(ContextRow(f"new-{stretch.where}-{stretch.gap or 0}", blank))
        places.append(ContextPlace(_heading(stretch.where, stretch.span), tuple(rows), not here))
    return ContextForm(context_digest(clip), tuple(places))


def typed_context(clip: Clip, post: QueryDict) -> ContextForm:
    """What was typed, over what stands; a line with something wrong says so."""
    standing = read_context(clip)
    places = tuple(
        replace(place, rows=tuple(_typed(row, post) for row in place.rows)) for place in standing.places
    )
    form = replace(standing, seen=post.get("seen", ""), places=places)
    return replace(form, has_errors=any(row.error for row in form.rows))


def in_conflict(clip: Clip, typed: ContextForm) -> ContextForm:
    """What stands now beside what was typed, for the person to choose."""
    now = {row.name: row.line for row in read_context(clip).rows}
    places = tuple(
        replace(
            place,
            rows=tuple(
                replace(row, now=_shown(now[row.name]) if now[row.name] != row.line else "")
                for row in place.rows
            ),
        )
        for place in typed.places
    )
    return replace(typed, seen=context_digest(clip), places=places, is_conflict=True)


def _typed(row: ContextRow, post: QueryDict) -> ContextRow:
    if f"{row.name}-text" not in post:
        return row
    text = post.get(f"{row.name}-text", "").replace("\r\n", "\n").strip()
    translation = post.get(f"{row.name}-translation", "").replace("\r\n", "\n").strip()
    if post.get(f"{row.name}-gone"):
        text = translation = ""
    error = ""
    if max(len(text), len(translation)) > LONGEST_TEXT:
        error = _("This is longer than %(most)s characters: shorten it.") % {"most": LONGEST_TEXT}
    line = replace(row.line, text=text, translation=translation)
    return replace(row, line=line, error=error)


def _shown(line: ContextText) -> str:
    return "\n".join(part for part in (line.text, line.translation) if part)


def _heading(where: str, span: Span) -> str:
    words = {
        "before": pgettext("words of the broadcast", "Before the clip"),
        "gap": pgettext("words of the broadcast", "Left out"),
        "after": pgettext("words of the broadcast", "After the clip"),
    }[where]
    return f"{words} · {format_clock(span.in_ms)}–{format_clock(span.out_ms)}"
