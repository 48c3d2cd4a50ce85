"""What a reader fills in to say that something is wrong; and, unseen by them, what keeps machines from doing so."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from dragoman.corrections.services import Told
from dragoman.corrections.terms import Competence, Problem
from dragoman.ui.wording import reader_language

_SALT = "report"
LEAST_SECONDS = 3
_MOST_SECONDS = 24 * 3600


class ReportForm(forms.Form):
    sentence = forms.RegexField(
        label=_("Sentence"),
        regex=r"^s?[1-9][0-9a-z]{0,15}$",
        required=False,
        error_messages={"invalid": _("A sentence is written like s17.")},
    )
    problem = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Problem.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what kind of problem it is.")},
    )
    text = forms.CharField(
        label=_("Say what is wrong"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={"required": _("Say in a sentence what is wrong.")},
    )
    proposal = forms.CharField(
        label=_("What should it say?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    competence = forms.ChoiceField(
        label=_("How well do you know the language spoken?"),
        choices=[("", _("I’d rather not say")), *Competence.choices],
        required=False,
    )
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    email = forms.EmailField(label=_("Your e-mail address, for the answer"), required=False)
    # Left empty by people, who don't see it.
    website = forms.CharField(required=False)
    began = forms.CharField(required=False)

    def clean_sentence(self) -> str:
        return str(self.cleaned_data["sentence"]).removeprefix("s")

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("website") or not took_a_moment(str(said.get("began", ""))):
            raise forms.ValidationError(
                _now("Something went too fast. Look over what you wrote and send it again.")
            )
        return said

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            problem=said["problem"],
            text=said["text"],
            label=said["sentence"],
            proposal=said["proposal"],
            competence=said["competence"],
            name=said["name"],
            email=said["email"],
            language=reader_language(),
        )


def begun() -> str:
    """When a form was shown, signed."""
    return signing.TimestampSigner(salt=_SALT).sign("report")


def took_a_moment(began: str) -> bool:
    """Whether a form was shown a moment ago, and not too long ago."""
    signer = signing.TimestampSigner(salt=_SALT)
    try:
        signer.unsign(began, max_age=_MOST_SECONDS)
    except signing.BadSignature:
        return False
    try:
        signer.unsign(began, max_age=LEAST_SECONDS)
    except signing.SignatureExpired:
        return True
    return False
