"""What an expert answers to a proposed time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class ProposalForm(forms.Form):
    act = forms.ChoiceField(choices=[(one, one) for one in ("yes", "no", "other")])
    answer = forms.CharField(
        label=_("Anything to add"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    day = forms.DateField(label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    hour = forms.TimeField(label=_("Time"), required=False, widget=forms.TimeInput(attrs={"type": "time"}))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("act") == "other" and not (said.get("day") and said.get("hour")):
            raise forms.ValidationError(_now("Say on which day and at what time it would suit you."))
        return said

    def suggested(self, zone: ZoneInfo) -> datetime:
        said = self.cleaned_data
        return datetime.combine(said["day"], said["hour"], zone).astimezone(UTC)
