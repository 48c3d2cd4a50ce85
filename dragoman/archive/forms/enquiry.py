"""What somebody fills in to ask the desk for something: one form for each road, made of its questions."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.reader import TrapForm
from dragoman.enquiries.roads import (
    Question,
    needs_deadline,
    needs_organisation,
    needs_text,
    organisation_label,
    questions_of,
    text_label,
)
from dragoman.enquiries.rules import is_official
from dragoman.enquiries.services.receiving import LONGEST_TEXT, Asked
from dragoman.enquiries.terms import Sector, Terms
from dragoman.lib.hashing import Json, clean_text
from dragoman.ui.wording import reader_language, sorting_key

ZONES = [
    "UTC",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Africa/Nairobi",
    "America/Bogota",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Mexico_City",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Toronto",
    "Asia/Baghdad",
    "Asia/Bangkok",
    "Asia/Beirut",
    "Asia/Dhaka",
    "Asia/Dubai",
    "Asia/Hong_Kong",
    "Asia/Jakarta",
    "Asia/Jerusalem",
    "Asia/Kabul",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Manila",
    "Asia/Qatar",
    "Asia/Riyadh",
    "Asia/Seoul",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Taipei",
    "Asia/Tashkent",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Europe/Amsterdam",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Brussels",
    "Europe/Istanbul",
    "Europe/Kyiv",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Madrid",
    "Europe/Moscow",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Stockholm",
    "Europe/Vienna",
    "Europe/Warsaw",
    "Pacific/Auckland",
]
_EVENING = time(18, 0)


class ZoneField(forms.CharField):
    """A time zone by its name in the tz database; the browser's own may be one that the list leaves out."""

    def __init__(self, **options: Any) -> None:  # Any: Django's own field options
        widget = forms.Select(choices=[(one, one.replace("_", " ")) for one in ZONES], attrs={"dir": "ltr"})
        super().__init__(max_length=64, widget=widget, **options)

    def clean(self, value: Any) -> str:
        said = str(super().clean(value))
        if said and said not in available_timezones():
            raise forms.ValidationError(_now("Choose a time zone from the list."))
        return said


class EnquiryForm(TrapForm):
    deadline = forms.DateField(
        label=_("Date"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like 2024-05-03.")},
    )
    hour = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}),
        error_messages={"invalid": _("Write the time like 16:30.")},
    )
    zone = ZoneField(label=_("Time zone"), required=False, initial="UTC")
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Say how to address you.")}
    )
    role = forms.CharField(label=_("What you do there"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        error_messages={
            "required": _("Give an address: the answer goes there."),
            "invalid": _("This is not an e-mail address."),
        },
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Telephone"), max_length=60, required=False, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    use = forms.CharField(
        label=_("How will you use it?"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": _("Say how you will use it: it decides what we may pass on.")},
    )
    terms = forms.ChoiceField(label=_("May we name you?"), choices=Terms.choices, initial=Terms.OFF_RECORD)
    consent = forms.BooleanField(
        label=_("You may keep this request in order to answer it."),
        error_messages={"required": _("Without this we can’t take the request.")},
    )

    def __init__(self, sector: str, kind: str, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.sector, self.kind = sector, kind
        self.questions = questions_of(sector, kind)
        for question in self.questions:
            self.fields[question.name] = _field(question)
        self.fields["organisation"] = forms.CharField(
            label=str(organisation_label(sector)),
            max_length=200,
            required=needs_organisation(sector),
            error_messages={"required": _("Say for whom you ask.")},
        )
        self.fields["text"] = forms.CharField(
            label=str(text_label(kind)),
            max_length=LONGEST_TEXT,
            required=needs_text(kind),
            widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            error_messages={"required": _("Write what you need.")},
        )
        self.fields["deadline"].required = needs_deadline(sector)
        self.fields["deadline"].error_messages["required"] = _("Say by which day you need it.")
        self.fields["country"].choices = [("", "…"), *countries()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("deadline") and self.deadline_at(said) <= datetime.now(UTC):
            self.add_error("deadline", _now("That time is over already."))
        if (
            self.sector == Sector.GOVERNMENT
            and said.get("email")
            and not said.get("callback")
            and not is_official(said["email"])
        ):
            self.add_error(
                "callback",
                _now("Give the number of the switchboard, or write from your official address."),
            )
        return said

    def deadline_at(self, said: dict[str, Any]) -> datetime:
        zone = ZoneInfo(said.get("zone") or "UTC")
        return datetime.combine(said["deadline"], said.get("hour") or _EVENING, zone).astimezone(UTC)

    def asked(self, number: int | None) -> Asked:
        said = self.cleaned_data
        plain = ("name", "email", "text", "organisation", "role", "country", "phone", "use", "terms")
        return Asked(
            self.sector,
            self.kind,
            **{name: said[name] for name in plain},
            details=self._details(),
            number=number,
            deadline_at=self.deadline_at(said) if said.get("deadline") else None,
            deadline_zone=said.get("zone") or "UTC",
            language=reader_language(),
        )

    def _details(self) -> dict[str, Json]:
        told: dict[str, Json] = {}
        for question in self.questions:
            value = self.cleaned_data.get(question.name)
            if value:
                told[question.name] = clean_text(value).strip() if isinstance(value, str) else value
        return told


def _field(question: Question) -> forms.Field:
    options: dict[str, Any] = {"label": question.label, "required": question.is_needed}  # Any: Django's own
    if question.shape == "tick":
        return forms.BooleanField(**options)
    if question.shape == "several":
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=question.choices, widget=widget, **options)
    if question.shape == "choice":
        return forms.ChoiceField(choices=[("", "…"), *question.choices], **options)
    return forms.CharField(
        max_length=1000,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("This is needed to find what you ask for.")},
        **options,
    )


def countries() -> list[tuple[str, str]]:
    """In the reader's language, by name."""
    locale = Locale.parse(reader_language(), sep="-")
    found = [
        (code, str(name)) for code, name in locale.territories.items() if len(code) == 2 and code.isalpha()
    ]
    return sorted(
        (one for one in found if one[0] not in {"ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"}), key=_by_name
    )


def _by_name(one: tuple[str, str]) -> str:
    return sorting_key(one[1])
