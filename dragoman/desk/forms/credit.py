"""How pages name a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.terms import Credit


class CreditForm(forms.Form):
    credit = forms.ChoiceField(
        label=_("How pages name you"), choices=Credit.choices, widget=forms.RadioSelect
    )
    pseudonym = forms.CharField(label=_("Pseudonym"), max_length=120, required=False)
