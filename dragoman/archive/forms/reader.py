"""What forms for readers share: a sentence to speak of, and, unseen, what keeps machines from filling them in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

_SALT = "report"
LEAST_SECONDS = 3
_MOST_SECONDS = 24 * 3600


class TrapForm(forms.Form):
    """A form that machines fill in too fast, or where nobody sees anything to fill in."""

    # Left empty by people, who don't see it.
    website = forms.CharField(required=False)
    began = forms.CharField(required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("website") or not took_a_moment(str(said.get("began", ""))):
            raise forms.ValidationError(
                _now("Something went too fast. Look over what you wrote and send it again.")
            )
        return said


class ReaderForm(TrapForm):
    """A form that may speak of one sentence."""

    sentence = forms.RegexField(
        label=_("Sentence"),
        regex=r"^s?[1-9][0-9a-z]{0,15}$",
        required=False,
        error_messages={"invalid": _("A sentence is written like s17.")},
    )

    def clean_sentence(self) -> str:
        return str(self.cleaned_data["sentence"]).removeprefix("s")


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
