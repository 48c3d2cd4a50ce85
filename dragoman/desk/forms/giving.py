"""What the treasurer writes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dragoman.giving.models import Campaign
from dragoman.giving.providers import currencies
from dragoman.giving.services.campaigns import CampaignWords
from dragoman.giving.statements.table import FIELDS
from dragoman.giving.terms import BlockKind, GiftState
from dragoman.lib.money import Money, NoAmount, UnknownCurrency, exponent, plain_amount, read_amount


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    words = forms.CharField(label=_("Reference, receipt, name or address"), max_length=120, required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("of a gift", "State"),
        required=False,
        choices=[("", _("any")), *GiftState.choices],
    )


class RefundForm(forms.Form):
    amount = forms.CharField(label=_("Amount to send back"), max_length=20)
    reason = forms.CharField(label=_("Why, for the accounts"), max_length=200, required=False)


class ReceivedForm(forms.Form):
    amount = forms.CharField(label=_("Amount that came"), max_length=20)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3)
    on = forms.DateField(label=_("Received on"), widget=_day())
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)


class UnpromisedForm(ReceivedForm):
    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name on the receipt"), max_length=120, required=False)


class StatementForm(forms.Form):
    file = forms.FileField(label=_("The file"), required=False)
    currency = forms.CharField(label=_("Currency, where the file names none"), max_length=3, min_length=3)
    month_first = forms.BooleanField(label=_("Dates begin with the month"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: Django's own
        super().__init__(*args, **options)
        for field in FIELDS:
            self.fields[f"column_{field}"] = forms.IntegerField(min_value=1, max_value=200, required=False)


class CampaignForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    currency = forms.ChoiceField(label=_("Currency"))
    goal = forms.CharField(label=_("Goal"), max_length=20, required=False)
    opens_on = forms.DateField(label=_("Begins on"), widget=_day())
    closes_on = forms.DateField(label=_("Ends on"), required=False, widget=_day())

    def __init__(
        self, *args: Any, campaign: Campaign | None = None, **options: Any
    ) -> None:  # Any: Django's own
        if campaign is not None:
            goal = Money(campaign.goal_minor, campaign.currency) if campaign.goal_minor else None
            options["initial"] = {
                **{name: getattr(campaign, name) for name in ("title", "text", "language", "currency")},
                "opens_on": campaign.opens_on,
                "closes_on": campaign.closes_on,
                "goal": plain_amount(goal) if goal else "",
            }
        super().__init__(*args, **options)
        field = self.fields["currency"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, code) for code in currencies()]

    def words(self) -> CampaignWords:
        said = self.cleaned_data
        goal = read_amount(said["goal"], said["currency"]) if said["goal"] else None
        return CampaignWords(
            title=said["title"],
            text=said["text"],
            language=said["language"],
            goal=goal,
            currency=said["currency"],
            opens_on=said["opens_on"],
            closes_on=said["closes_on"],
        )

    def clean_goal(self) -> str:
        goal = str(self.cleaned_data["goal"])
        amount_in(goal or "1", str(self.data.get("currency", "")), "")
        return goal


class AppealForm(forms.Form):
    title = forms.CharField(label=_("Heading"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Text"), required=False, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )
    banner = forms.CharField(
        label=_("Sentence on clip pages; empty: none"),
        max_length=240,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class BlockForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"), choices=BlockKind.choices)
    value = forms.CharField(label=_("Which"), max_length=254)
    note = forms.CharField(label=_("Why"), max_length=200, required=False)


def amount_in(text: str, currency: str, also: str) -> Money:
    """An amount somebody at the desk typed. Raises ``ValidationError`` in words."""
    try:
        exponent(currency)
        return read_amount(text, currency)
    except (NoAmount, UnknownCurrency) as error:
        raise forms.ValidationError(gettext("Write an amount, such as 25.") + also) from error
