"""What an editor writes of a page of the site."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from dragoman.writings.models import Page, PageText
from dragoman.writings.terms import WHY_MOST, Typed


class PageTextForm(forms.Form):
    """``seen`` is the revision the person wrote on; what is too long is refused by the service, in words."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    title = forms.CharField(label=_("Title"), required=False)
    summary = forms.CharField(
        label=_("In one sentence"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
    )
    why = forms.CharField(label=_("Why it changes"), max_length=WHY_MOST, required=False)

    @property
    def typed(self) -> Typed:
        said = self.cleaned_data
        return Typed(said["title"], said["summary"], said["text"])


class StartPageForm(forms.Form):
    address = forms.CharField(
        label=_("Address"),
        max_length=200,
        error_messages={"required": _("Write an address of letters or digits: open-letters.")},
    )


class ArrangePageForm(forms.Form):
    place = forms.IntegerField(label=_("Place among the others"), min_value=0, max_value=9999)
    is_in_foot = forms.BooleanField(label=_("The foot of every page leads here"), required=False)


def text_values(text: PageText) -> dict[str, object]:
    return {"seen": text.revision, "title": text.title, "summary": text.summary, "text": text.text}


def arrangement_of(page: Page) -> dict[str, object]:
    return {"place": page.place, "is_in_foot": page.is_in_foot}
