"""Publishing and withdrawing: what the person adds in words, and that they mean it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dragoman.publications.models import Publication
from dragoman.publications.terms import EditionKind
from dragoman.search.numbers import number_in

_NEW_EDITIONS = (
    EditionKind.TYPO,
    EditionKind.CLARIFICATION,
    EditionKind.ADDITION,
    EditionKind.CORRECTION,
    EditionKind.RETRACTION,
    EditionKind.REDACTION,
)


class PublishForm(forms.Form):
    """The first edition. With warnings standing, the person says that they read them."""

    accept = forms.BooleanField(
        label=_("I have read these warnings, and the clip may go out with them."),
        error_messages={"required": _("Read the warnings and tick this, or go back and put them right.")},
    )

    def __init__(
        self, *args: Any, has_warnings: bool, **options: Any
    ) -> None:  # Any: Django's own form options
        super().__init__(*args, **options)
        if not has_warnings:
            del self.fields["accept"]


class EditionForm(forms.Form):
    """A new edition of what is published."""

    kind = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=[(kind.value, kind.label) for kind in _NEW_EDITIONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what kind of change this is.")},
    )
    public_note = forms.CharField(
        label=_("What changed, for readers"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say in a sentence what changed: it stands on the page.")},
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give the reason: it stands under the number from now on.")},
    )
    duplicate_of = forms.CharField(label=_("Duplicate of number"), max_length=40, required=False)

    def clean_duplicate_of(self) -> Publication | None:
        """The clip whose number was written, ``11034`` or ``#11034``; None when nothing was."""
        said = str(self.cleaned_data["duplicate_of"]).strip()
        if not said:
            return None
        asked = number_in(said)
        if asked is None or asked.label:
            raise ValidationError(
                gettext("“%(said)s” is not a clip's number: write it like 11034 or #11034.") % {"said": said},
                code="no_number",
            )
        found = Publication.objects.filter(number=asked.number).first()
        if found is None:
            raise ValidationError(
                gettext("There is no clip with the number %(number)s.") % {"number": asked.number},
                code="no_clip",
            )
        return found
