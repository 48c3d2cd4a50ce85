"""The people who work here."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.terms import Role


class RolesForm(forms.Form):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("“%(value)s” is not a role.")},
    )


class NewPersonForm(RolesForm):
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": _("This is not an e-mail address: it needs a name, an @ and a domain.")},
    )
    field_order = ["name", "email", "roles"]
