"""What the desk writes about people and topics for readers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dragoman.catalogue.models import Speaker, Topic
from dragoman.catalogue.profiles import RoleNote, SpeakerDescription, TopicDescription
from dragoman.desk.forms.fields import LanguagesField, LinesField

_NO_DAY = {"invalid": _("This is not a day: write it as 2024-04-09.")}


class _NamedForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=200, error_messages={"required": _("Write the name.")})
    name_original = forms.CharField(label=_("Name in the original script"), max_length=200, required=False)
    language = LanguagesField(label=_("Language of the original name"), max_length=60, required=False)

    def clean_language(self) -> str:
        tags: tuple[str, ...] = self.cleaned_data["language"]
        if len(tags) > 1:
            raise ValidationError(_("A name is in one language: give one."))
        return tags[0] if tags else ""


class SpeakerForm(_NamedForm):
    aliases = LinesField(
        label=_("Also written"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def description(self) -> SpeakerDescription:
        return SpeakerDescription(**_without_seen(self.cleaned_data))


class TopicForm(_NamedForm):
    description_text = forms.CharField(
        label=_("What is filed here"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def description(self) -> TopicDescription:
        said = _without_seen(self.cleaned_data)
        return TopicDescription(**said, description=self.cleaned_data["description_text"])


class RoleForm(forms.Form):
    role = forms.CharField(
        label=_("Role"),
        max_length=200,
        error_messages={"required": _("Say what the person was: an office, a function.")},
    )
    since = forms.DateField(
        label=_("First day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NO_DAY,
    )
    until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_NO_DAY,
    )
    reference = forms.CharField(
        label=_("How we know"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def note(self) -> RoleNote:
        return RoleNote(**self.cleaned_data)


def speaker_values(speaker: Speaker) -> dict[str, str]:
    """The description as the form shows it."""
    return {
        "name": speaker.name,
        "name_original": speaker.name_original,
        "language": speaker.language,
        "aliases": "\n".join(speaker.aliases),
    }


def topic_values(topic: Topic) -> dict[str, str]:
    return {
        "name": topic.name,
        "name_original": topic.name_original,
        "language": topic.language,
        "description_text": topic.description,
    }


def _without_seen(cleaned: dict[str, Any]) -> dict[str, Any]:  # Any: Django's own cleaned values
    return {name: said for name, said in cleaned.items() if name not in {"seen", "description_text"}}
