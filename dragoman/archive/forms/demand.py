"""What somebody fills in who demands something by right."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.enquiry import countries
from dragoman.archive.forms.reader import TrapForm
from dragoman.enquiries.services.demanding import Demanded
from dragoman.enquiries.terms import DemandKind
from dragoman.ui.wording import reader_language


class DemandForm(TrapForm):
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        choices=DemandKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is about.")},
    )
    place = forms.CharField(
        label=_("Which page or clip?"),
        max_length=500,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the address or the number.")},
    )
    text = forms.CharField(
        label=_("What do you demand, and why?"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Write what you need.")},
    )
    ground = forms.CharField(
        label=_("On which ground: the law, the order, the right?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    is_from_state = forms.BooleanField(
        label=_("I write for a court, a ministry, the police or another public body."), required=False
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Say how to address you.")}
    )
    on_behalf = forms.CharField(label=_("On behalf of"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "email"}),
        error_messages={
            "required": _("Give an address: the answer goes there."),
            "invalid": _("This is not an e-mail address."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = [("", "…"), *countries()]  # type: ignore[attr-defined]

    def demanded(self) -> Demanded:
        said = self.cleaned_data
        names = ("kind", "place", "text", "name", "email", "on_behalf", "ground", "is_from_state", "country")
        return Demanded(**{name: said[name] for name in names}, language=reader_language())
