"""What the desk fills in about readers of bulletins."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_ADDRESS = {"required": _("Write an e-mail address.")}


class FindReaderForm(forms.Form):
    address = forms.CharField(
        label=_("E-mail address"),
        max_length=320,
        error_messages=_ADDRESS,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )


class SuppressForm(FindReaderForm):
    note = forms.CharField(label=_("Why"), max_length=200, required=False)


class ListForm(forms.Form):
    """``mode`` says whether anything is kept."""

    mode = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            ("trial", _("Only try: show what would become of each line")),
            ("import", _("Take them in")),
        ],
        widget=forms.RadioSelect,
        initial="trial",
    )


class CarryForm(forms.Form):
    about = forms.CharField(max_length=12, widget=forms.HiddenInput)
    value = forms.CharField(max_length=600, widget=forms.HiddenInput)
    into = forms.CharField(max_length=200, required=False)
