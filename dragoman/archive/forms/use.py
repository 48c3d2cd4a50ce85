"""What a reader fills in to say where a clip is cited."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.reader import ReaderForm
from dragoman.corrections.terms import UseKind
from dragoman.corrections.uses import ToldUse


class UseForm(ReaderForm):
    address = forms.CharField(
        label=_("Its address"),
        max_length=500,
        widget=forms.URLInput(attrs={"dir": "ltr", "placeholder": "https://"}),
        error_messages={"required": _("Give the address of the page, beginning with https://.")},
    )
    title = forms.CharField(
        label=_("Its title"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Give the title under which it was published.")},
    )
    publisher = forms.CharField(
        label=_("Who published it"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    published_on = forms.DateField(
        label=_("On which day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day like 2024-05-03.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=UseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what it is.")},
    )
    note = forms.CharField(
        label=_("Anything the desk should know"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def told(self) -> ToldUse:
        said = self.cleaned_data
        return ToldUse(
            address=said["address"],
            title=said["title"],
            kind=said["kind"],
            publisher=said["publisher"],
            published_on=said["published_on"],
            label=said["sentence"],
            note=said["note"],
        )
