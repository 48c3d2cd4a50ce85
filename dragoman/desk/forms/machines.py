"""Programs that read from us, and programs that we tell."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.machines.terms import Event, Scope


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Which program"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), choices=Scope.choices, widget=forms.CheckboxSelectMultiple
    )
    expires_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class WebhookForm(forms.Form):
    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput(attrs={"autocomplete": "off", "dir": "ltr", "placeholder": "https://"}),
    )
    events = forms.MultipleChoiceField(
        label=_("Tell it when"), choices=Event.choices, widget=forms.CheckboxSelectMultiple
    )
