"""Where a requester used what they were given."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class UsedForm(forms.Form):
    number = forms.IntegerField(min_value=1, max_value=10**12)
    address = forms.CharField(
        label=_("Its address"),
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"}),
    )
    title = forms.CharField(
        label=_("Its title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"})
    )
