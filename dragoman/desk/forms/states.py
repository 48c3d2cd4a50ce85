"""Publishing and withdrawing: what the person adds in words, and that they mean it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dragoman.lib.record.cue_ids import is_label
from dragoman.publications.models import Publication
from dragoman.publications.terms import TEXTS, EditionKind
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

    withhold = forms.CharField(
        label=_("Sentences whose earlier words are withheld too"), max_length=400, required=False
    )

    def clean_withhold(self) -> tuple[str, ...]:
        """Labels and names of texts, as ``s2, 5a title``."""
        said = str(self.cleaned_data["withhold"]).replace(",", " ").split()
        found = tuple(one if one in TEXTS else one.removeprefix("s") for one in said)
        if wrong := [one for one in found if one not in TEXTS and not is_label(one)]:
            raise ValidationError(
                gettext("“%(said)s” names no sentence: write them like s2, s5a.") % {"said": wrong[0][:40]},
                code="no_label",
            )
        return found

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("withhold") and given.get("kind") not in {EditionKind.REDACTION, None}:
            self.add_error("withhold", gettext("Only a redaction withholds earlier words."))
        return given


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
