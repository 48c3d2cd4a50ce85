"""What a reader fills in to say that something is wrong."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.reader import ReaderForm
from dragoman.corrections.services import Told
from dragoman.corrections.terms import Competence, Problem
from dragoman.ui.wording import reader_language


class ReportForm(ReaderForm):
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
