"""The form that starts a clip: which recording, which part of it, and everything that is known about it."""

from __future__ import annotations

from typing import Any, cast
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dragoman.accounts.models import User
from dragoman.accounts.rules import can_publish
from dragoman.catalogue.countries import country_code
from dragoman.clips.passages import BadPassages, read_passages
from dragoman.clips.terms import Convention
from dragoman.desk.forms.fields import ClockField, LanguagesField, NamesField
from dragoman.desk.submissions import is_token
from dragoman.desk.uploads import ArrivedFile, KeptUpload, kept_upload
from dragoman.lib.timecode import parse_clock
from dragoman.pipeline.orders import ClipOrder
from dragoman.recordings.airtime import BadAirtime, read_airtime
from dragoman.recordings.capture import LONGEST_ADDRESS, LONGEST_NOTE
from dragoman.recordings.models import Broadcast, Recording
from dragoman.recordings.selectors import recordings
from dragoman.recordings.terms import RecordingOrigin

_RECENT = 50
# What a refused order calls its fields, where the form has another name for it.
_FIELD_OF = {"recording": "file", "aired": "aired_on"}
_NEEDED = {
    "channel": gettext_lazy("Say which channel aired it."),
    "country": gettext_lazy("Say which country the channel is in, or which place."),
    "aired_on": gettext_lazy("Say on which day it aired."),
}


class NewClipForm(forms.Form):
    token = forms.CharField(widget=forms.HiddenInput)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=gettext_lazy("Recording"), required=False, allow_empty_file=True, max_length=255
    )
    recording = forms.ModelChoiceField(
        Recording.objects.none(),
        label=gettext_lazy("Or one that is here already"),
        required=False,
        empty_label=gettext_lazy("none"),
        error_messages={
            "invalid_choice": gettext_lazy("This recording is not here any more: choose another.")
        },
    )
    in_point = ClockField(label=gettext_lazy("In"), required=False)
    out_point = ClockField(label=gettext_lazy("Out"), required=False)
    passages = forms.CharField(
        label=gettext_lazy("Or several passages"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    without_sound = forms.BooleanField(
        label=gettext_lazy("It has no sound, and that is right"), required=False
    )
    without_picture = forms.BooleanField(
        label=gettext_lazy("It is sound only, as from a radio"), required=False
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Where it comes from"),
        choices=RecordingOrigin.choices,
        initial=RecordingOrigin.BROADCAST,
        required=False,
    )
    origin_url = forms.CharField(
        label=gettext_lazy("Address of the copy"), max_length=LONGEST_ADDRESS, required=False
    )
    capture_note = forms.CharField(
        label=gettext_lazy("How it was captured"), max_length=LONGEST_NOTE, required=False
    )
    channel = forms.CharField(label=gettext_lazy("Channel"), max_length=200, required=False)
    country = forms.CharField(label=gettext_lazy("Country"), max_length=120, required=False)
    aired_on = forms.CharField(
        label=gettext_lazy("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    aired_time = forms.CharField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "step": "1"}),
    )
    aired_zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=64, required=False)
    programme = forms.CharField(label=gettext_lazy("Programme"), max_length=200, required=False)
    spoken = LanguagesField(
        label=gettext_lazy("Spoken"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say which language is spoken, for example en or pt-BR.")},
    )
    into = LanguagesField(label=gettext_lazy("Translate into"), max_length=200, required=False)
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=300,
        error_messages={"required": gettext_lazy("Give the clip a title.")},
    )
    title_original = forms.CharField(
        label=gettext_lazy("Title in the original"), max_length=300, required=False
    )
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    topics = NamesField(label=gettext_lazy("Topics"), max_length=1000, required=False)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=200, required=False)
    speakers = forms.CharField(
        label=gettext_lazy("Who speaks, from when on"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    convention = forms.ChoiceField(
        label=gettext_lazy("How speech is set down"), choices=Convention.choices, initial=Convention.VERBATIM
    )
    publish = forms.BooleanField(label=gettext_lazy("Publish as soon as the checks pass"), required=False)

    def __init__(
        self, *args: Any, person: User, refusal: str = "", **options: Any
    ) -> None:  # Any: Django's own
        super().__init__(*args, **options)
        self.person = person
        self.refusal = refusal
        self.upload: KeptUpload | None = None
        field = cast("forms.ModelChoiceField[Recording]", self.fields["recording"])
        field.queryset = recordings()
        field.choices = _recent_choices(field)
        if not can_publish(person):
            del self.fields["publish"]

    @property
    def kept_token(self) -> str:
        """What the page sends back so that the file needn't be sent again."""
        return self.upload.token(self.person.handle) if self.upload else ""

    def clean_token(self) -> str:
        token = str(self.cleaned_data["token"])
        if not is_token(token):
            raise ValidationError(_("This form is damaged: open it again."), code="damaged")
        return token

    def clean_country(self) -> str:
        said = str(self.cleaned_data["country"]).strip()
        if len(said) == 2 and country_code(said) is None:
            raise ValidationError(_("There is no country with the code “%(code)s”."), params={"code": said})
        return said

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        self._settle_recording(said)
        self._settle_span(said)
        if said.get("recording") is None:
            self._settle_airing(said)
        return said

    def order(self) -> ClipOrder:
        said = self.cleaned_data
        channel, country, aired = self._airing(said)
        return ClipOrder(
            title=said["title"],
            channel=channel,
            country=country,
            aired=aired,
            spoken=said["spoken"],
            into=said["into"],
            in_point=said["in_point"],
            out_point=said["out_point"],
            passages=tuple(said["passages"].splitlines()),
            speakers=tuple(line.strip() for line in said["speakers"].splitlines() if line.strip()),
            programme=said["programme"],
            place=said["place"],
            topics=said["topics"],
            summary=said["summary"],
            title_original=said["title_original"],
            convention=said["convention"],
            publish_if_clear=bool(said.get("publish")),
            without_sound=said["without_sound"],
            without_picture=said["without_picture"],
            origin=self._origin(said),
            origin_url=said["origin_url"],
            capture_note=said["capture_note"],
        )

    def refuse(self, field: str, message: str) -> None:
        """Put what the pipeline said beside the field it is about."""
        name = _FIELD_OF.get(field, field)
        self.add_error(name if name in self.fields else None, message)

    def _settle_recording(self, said: dict[str, Any]) -> None:
        arrived, chosen = said.get("file"), said.get("recording")
        if isinstance(arrived, ArrivedFile):
            self.upload = arrived.kept
        elif not self.refusal and said.get("kept"):
            self.upload = kept_upload(said["kept"], self.person.handle)
            if self.upload is None and not chosen:
                self.add_error("file", _("The file sent before is no longer kept: choose it again."))
                return
        if self.refusal:
            self.add_error("file", self.refusal)
        elif isinstance(arrived, ArrivedFile) and chosen:
            self.add_error("recording", _("You sent a file and chose a recording: keep only one of them."))
        elif self.upload is None and not chosen and "recording" not in self.errors:
            self.add_error("file", _("Choose the file of the recording, or one that is here already."))

    def _settle_span(self, said: dict[str, Any]) -> None:
        in_point, out_point = said.get("in_point"), said.get("out_point")
        try:
            passages = read_passages(said.get("passages", "").splitlines())
        except BadPassages as error:
            self.add_error("passages", str(error))
            return
        if passages and (in_point or out_point):
            self.add_error("passages", _("Give either passages or an in and an out point, not both."))
            return
        if in_point and out_point and parse_clock(out_point) <= parse_clock(in_point):
            self.add_error("out_point", _("The out point must come after the in point."))

    def _settle_airing(self, said: dict[str, Any]) -> None:
        for name, words in _NEEDED.items():
            if name not in self.errors and not said.get(name):
                self.add_error(name, words)
        if not said.get("aired_on"):
            return
        if said.get("aired_time") and not said.get("aired_zone"):
            self.add_error("aired_zone", _("Say in which zone that time is: +08:00, or Asia/Shanghai."))
            return
        try:
            read_airtime(said["aired_on"])
        except BadAirtime as error:
            self.add_error("aired_on", str(error))
            return
        try:
            read_airtime(_aired(said))
        except BadAirtime as error:
            self.add_error("aired_time", str(error))

    @staticmethod
    def _origin(said: dict[str, Any]) -> str:
        """A chosen recording has its own: what the field shows at first doesn't overrule it."""
        is_first = said["origin"] == RecordingOrigin.BROADCAST
        return "" if said.get("recording") is not None and is_first else str(said["origin"])

    @staticmethod
    def _airing(said: dict[str, Any]) -> tuple[str, str, str]:
        """Channel, country and time: as typed, or those of the chosen recording's broadcast."""
        if said.get("recording") is None:
            return said["channel"], said["country"], _aired(said)
        broadcast: Broadcast = said["recording"].broadcast
        channel = broadcast.channel
        return (
            channel.name if channel else str(said["channel"] or said["recording"].file_name),
            (channel.country or channel.place_name) if channel else str(said["country"]),
            str(broadcast.aired_on or said["aired_on"] or said["recording"].received_at.date()),
        )


def _aired(said: dict[str, Any]) -> str:
    if not said.get("aired_time"):
        return str(said["aired_on"])
    return f"{said['aired_on']} {said['aired_time']} {said['aired_zone'].strip()}"


def zone_names() -> list[str]:
    """What the list beside the zone field offers."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))


def _recent_choices(field: forms.ModelChoiceField[Recording]) -> list[tuple[str, str]]:
    rows = [(str(recording.pk), recording_label(recording)) for recording in recordings()[:_RECENT]]
    return [("", str(field.empty_label)), *rows]


def recording_label(recording: Recording) -> str:
    broadcast = recording.broadcast
    parts = [str(broadcast.channel or ""), str(broadcast.aired_on or ""), recording.file_name]
    return " · ".join(part for part in parts if part)
