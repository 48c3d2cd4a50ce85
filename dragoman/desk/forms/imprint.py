"""What an administrator sets of what the site says of itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from dragoman.imprint.checking import DESCRIPTION_MOST, NAME_MOST
from dragoman.imprint.terms import Imprint
from dragoman.lib.languages import own_name

_CODES = [code for code, _name in settings.LANGUAGES]


class ImprintForm(forms.Form):
    """What can't stand is refused by the service, in words; ``seen`` is the state the person went by."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    mark = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    name = forms.CharField(label=_("Name of the site"), max_length=NAME_MOST * 4, required=False)
    accent = forms.CharField(
        label=_("Colour"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr", "placeholder": "#1f6feb", "autocomplete": "off"}),
    )
    mark_file = forms.FileField(
        label=_("Mark"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".svg,.png"}),
    )
    without_mark = forms.BooleanField(label=_("No mark of our own"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages offered"),
        choices=[(code, own_name(code)) for code in _CODES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    email = forms.CharField(label=_("E-mail address for readers"), max_length=254, required=False)
    postal = forms.CharField(
        label=_("Postal address"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    why = forms.CharField(label=_("Why it changes"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # Any: Django's own
        super().__init__(*args, **kwargs)
        for code in _CODES:
            self.fields[f"description_{code}"] = forms.CharField(
                label=own_name(code),
                max_length=DESCRIPTION_MOST * 4,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"}),
            )

    @property
    def descriptions(self) -> list[forms.BoundField]:
        return [self[f"description_{code}"] for code in _CODES]

    def imprint(self, mark: str) -> Imprint:
        said = self.cleaned_data
        return Imprint(
            name=said["name"],
            descriptions=tuple((code, said[f"description_{code}"]) for code in _CODES),
            accent=said["accent"],
            languages=tuple(said["languages"]),
            email=said["email"],
            postal=said["postal"],
            mark=mark,
        )


def imprint_values(said: Imprint, ordinal: int) -> dict[str, object]:
    return {
        "seen": ordinal,
        "mark": said.mark,
        "name": said.name,
        "accent": said.accent,
        "languages": list(said.languages) or _CODES,
        "email": said.email,
        "postal": said.postal,
        **{f"description_{code}": text for code, text in said.descriptions},
    }
