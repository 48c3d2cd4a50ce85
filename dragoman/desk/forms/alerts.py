"""What somebody of the desk wants to be told of by mail."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from dragoman.bulletins.rules import cadences_for
from dragoman.bulletins.wants import Want, read_want
from dragoman.search.facets import facets


def _topics() -> list[tuple[str, str]]:
    return [("", "—"), *((one.value, one.label) for one in facets().topics)]


class AlertForm(forms.Form):
    """Words, a topic, or words within a topic."""

    words = forms.CharField(label=_("Words, as in the search"), max_length=300, required=False)
    topic = forms.ChoiceField(label=_("Topic"), choices=lazy(_topics, list), required=False)
    cadence = forms.ChoiceField(label=_("How often"))

    def __init__(self, *args: object, address: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own
        offered = [(str(one), str(one.label).capitalize()) for one in reversed(cadences_for(address))]
        cadence = self.fields["cadence"]
        if isinstance(cadence, forms.ChoiceField):
            cadence.choices = offered

    def want(self) -> Want:
        """Raises ``NothingWanted`` in words."""
        said = self.cleaned_data
        if said["words"].strip():
            pairs = [("q", said["words"]), ("topic", said["topic"])]
            return read_want("search", urlencode([pair for pair in pairs if pair[1]]), said["cadence"])
        return read_want("topic", said["topic"], said["cadence"])
