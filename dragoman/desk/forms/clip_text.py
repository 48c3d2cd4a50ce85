"""What is written about a clip: title, summary, topics."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dragoman.clips.models import Clip
from dragoman.clips.services import ClipDescription
from dragoman.clips.terms import Convention
from dragoman.desk.forms.fields import NamesField, language_tag

TEXTS = ("title", "title_original", "title_language", "summary", "intro", "convention", "advisory", "rights")


class DescriptionForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        error_messages={"required": gettext_lazy("Give the clip a title.")},
    )
    title_original = forms.CharField(
        label=gettext_lazy("Title in the original"), max_length=300, required=False
    )
    title_language = forms.CharField(
        label=gettext_lazy("Language of the original title"), max_length=35, required=False
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    intro = forms.CharField(
        label=gettext_lazy("Sentence before the transcript"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    topics = NamesField(label=gettext_lazy("Topics"), max_length=1000, required=False)
    convention = forms.ChoiceField(
        label=gettext_lazy("How speech is set down"),
        choices=[("", gettext_lazy("Not stated")), *Convention.choices],
        required=False,
    )
    advisory = forms.CharField(label=gettext_lazy("Warning to viewers"), max_length=300, required=False)
    rights = forms.CharField(
        label=gettext_lazy("Rights"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_title_language(self) -> str:
        said = str(self.cleaned_data["title_language"]).strip()
        if not said:
            return ""
        tag = language_tag(said)
        if tag is None:
            raise forms.ValidationError(
                _("“%(word)s” is not a language we know: write a code such as en or pt-BR, or its name."),
                params={"word": said},
            )
        return tag

    def description(self, clip: Clip) -> ClipDescription:
        """What was written; the language it is written in stays the clip's."""
        said = {name: self.cleaned_data[name] for name in TEXTS}
        return ClipDescription(language=clip.language, **said)
