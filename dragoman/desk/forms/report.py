"""What comes of a reader's report."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.corrections.models import Report
from dragoman.corrections.services import UPHELD_KINDS, Decision
from dragoman.corrections.terms import ReportState


class DecisionForm(forms.Form):
    state = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[
            (ReportState.UPHELD, _("It is right: a correction follows")),
            (ReportState.NOT_UPHELD, _("Nothing changes")),
            (ReportState.DUPLICATE, _("It repeats another report")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what comes of it.")},
    )
    upheld_as = forms.ChoiceField(
        label=_("If it is right, what kind of change is it?"),
        choices=[("", "…"), *((kind.value, kind.label) for kind in UPHELD_KINDS)],
        required=False,
    )
    duplicate_of = forms.IntegerField(label=_("If it repeats one, which?"), min_value=1, required=False)
    answer = forms.CharField(
        label=_("The answer, in public"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def decision(self) -> Decision:
        said = self.cleaned_data
        other = Report.objects.filter(pk=said["duplicate_of"]).first() if said["duplicate_of"] else None
        return Decision(said["state"], said["answer"], said["upheld_as"], other)
