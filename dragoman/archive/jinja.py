"""The Jinja2 environment for what repeats on a page: sentences, bars, cards. Everything is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.template import engines
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, Template
from markupsafe import Markup

from dragoman.archive.pictures import frame, picture
from dragoman.lib.timecode import format_clock, format_seconds
from dragoman.publications.links import clip_path, file_path, moment_fragment, source_path
from dragoman.ui import wording
from dragoman.ui.icons import ICONS


def environment(**options: Any) -> Environment:  # Any: as Django hands them on
    made = Environment(
        loader=options["loader"],
        autoescape=True,
        auto_reload=options["auto_reload"],
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # added by the extension
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "clock": format_clock,
        "clip_path": clip_path,
        "country": wording.source_place,
        "file_path": file_path,
        "frame": frame,
        "icon": _icon,
        "language_name": wording.language_name,
        "moment": moment_fragment,
        "picture": picture,
        "run": wording.run,
        "seconds": format_seconds,
        "source_path": source_path,
    }
    return made


@cache
def fragment(name: str) -> Template:
    """A compiled template of this folder."""
    template: Template = engines["jinja2"].get_template(name).template  # type: ignore[attr-defined]
    return template


@cache
def _icon(name: str) -> Markup:
    drawing = Markup(ICONS[name])  # noqa: S704  our own
    return Markup('<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">{}</svg>').format(drawing)
