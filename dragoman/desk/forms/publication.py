"""What readers may see, and when: the moment of publication, previews, legal demands, films kept back."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dragoman.catalogue.countries import country_code
from dragoman.lib.wall_clock import NoSuchZone, SkippedTime, TwiceTime, moment_at
from dragoman.publications.narrowing import Demand
from dragoman.publications.previews import DAYS
from dragoman.publications.releasing import Plan
from dragoman.publications.terms import State

WORLD, COUNTRIES = "world", "countries"


class ReleaseForm(forms.Form):
    """A moment as clocks in a place show it."""

    kind = forms.ChoiceField(
        label=_("What happens until then?"),
        choices=[
            (State.SCHEDULED.value, _("Scheduled: it waits, and only the desk sees it.")),
            (
                State.EMBARGOED.value,
                _(
                    "Embargoed: people with a preview link may see it; to all others not even its number exists."
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("What happens until then?")},
    )
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Write the day like 2026-05-01."),
            "invalid": _("Write the day like 2026-05-01."),
        },
    )
    clock = forms.TimeField(
        label=_("Time of day"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H:%M:%S"],
        error_messages={
            "required": _("Write the time like 18:30."),
            "invalid": _("Write the time like 18:30."),
        },
    )
    zone = forms.CharField(
        label=_("By the clocks of"),
        max_length=64,
        error_messages={"required": _("Say by which clocks: Europe/Berlin, for example.")},
    )
    which = forms.ChoiceField(
        label=_("Where clocks are put back and the time comes twice"),
        choices=[("", _("it comes once")), ("1", _("the first time")), ("2", _("the second time"))],
        required=False,
    )

    def clean_zone(self) -> str:
        zone = str(self.cleaned_data["zone"]).strip()
        if zone not in available_timezones():
            raise ValidationError(
                gettext(
                    "“%(zone)s” is not a time zone we know: write one such as Europe/Berlin or Asia/Tokyo."
                )
                % {"zone": zone},
                code="no_zone",
            )
        return zone

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if {"day", "clock", "zone", "kind"} <= given.keys():
            try:
                given["plan"] = self._plan(given)
            except SkippedTime as skipped:
                self.add_error("clock", _skipped(skipped, given["zone"]))
            except TwiceTime as twice:
                self.add_error("which", _twice(twice, given["zone"]))
            except (NoSuchZone, OverflowError):
                self.add_error("day", gettext("Write the day like 2026-05-01."))
        return given

    def _plan(self, given: dict[str, Any]) -> Plan:
        shown = datetime.combine(given["day"], given["clock"])
        at = moment_at(shown, given["zone"], which=int(given.get("which") or 0))
        return Plan(at, given["zone"], is_embargo=given["kind"] == State.EMBARGOED)


class PreviewForm(forms.Form):
    name = forms.CharField(
        label=_("For whom"), max_length=120, error_messages={"required": _("Say for whom the link is.")}
    )
    days = forms.TypedChoiceField(
        label=_("Days it works"), choices=[(days, str(days)) for days in DAYS], initial=7, coerce=int
    )


class RestrictForm(forms.Form):
    """What readers are told in place of the clip."""

    demanded_by = forms.CharField(
        label=_("Who demands it"),
        max_length=200,
        error_messages={"required": _("Name the court, authority or person: readers are told.")},
    )
    authority_url = forms.URLField(
        label=_("Their address on the web"), max_length=500, required=False, assume_scheme="https"
    )
    reason = forms.CharField(
        label=_("The reason, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason: it stands in place of the clip.")},
    )
    scope = forms.ChoiceField(
        label=_("Where it holds"),
        choices=[(WORLD, _("In the whole world")), (COUNTRIES, _("In these countries"))],
        initial=WORLD,
        widget=forms.RadioSelect,
    )
    countries = forms.CharField(label=_("Countries"), max_length=600, required=False)
    shows_source = forms.BooleanField(
        label=_("Readers may be told which source aired it."), required=False, initial=True
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: Django's own form options
        super().__init__(*args, **options)
        if not settings.COUNTRY_HEADER:
            del self.fields["scope"], self.fields["countries"]

    def clean_countries(self) -> tuple[str, ...]:
        said = [one.strip() for one in str(self.cleaned_data["countries"]).split(",") if one.strip()]
        codes = {one: country_code(one) for one in said}
        if unknown := [one for one, code in codes.items() if code is None]:
            raise ValidationError(
                gettext("“%(said)s” is no country we know: write its name or a code such as DE.")
                % {"said": unknown[0][:40]},
                code="no_country",
            )
        return tuple(code for code in codes.values() if code)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("scope") == COUNTRIES and given.get("countries") == ():
            self.add_error("countries", gettext("Name at least one country."))
        return given

    def demand(self) -> Demand:
        given = self.cleaned_data
        return Demand(
            reason=given["reason"],
            demanded_by=given["demanded_by"],
            authority_url=given["authority_url"],
            countries=given["countries"] if given.get("scope") == COUNTRIES else (),
            shows_source=given["shows_source"],
        )


class BlockForm(forms.Form):
    reason = forms.CharField(
        label=_("The reason, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason: it stands in place of the clip.")},
    )


def _skipped(skipped: SkippedTime, zone: str) -> str:
    return gettext(
        "There is no such time on that day in %(zone)s: clocks are put forward from %(before)s to %(after)s."
    ) % {"zone": zone, "before": f"{skipped.before:%H:%M}", "after": f"{skipped.after:%H:%M}"}


def _twice(twice: TwiceTime, zone: str) -> str:
    return gettext(
        "That time comes twice on that day in %(zone)s, because clocks are put back: at %(first)s and at "
        "%(second)s UTC. Say which you mean."
    ) % {"zone": zone, "first": f"{twice.first:%H:%M}", "second": f"{twice.second:%H:%M}"}
