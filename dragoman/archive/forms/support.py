"""What a donor fills in. Nothing is asked that a receipt does not need, and monthly is never chosen for anybody."""

from __future__ import annotations

import difflib
import secrets
from typing import Any

import pycountry
from django import forms
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dragoman.archive.forms.reader import took_a_moment
from dragoman.engines.payment.port import Interval
from dragoman.giving.models import Campaign
from dragoman.giving.providers import amounts_offered, currencies, least_and_most, road, roads
from dragoman.giving.services.offering import Offer
from dragoman.giving.terms import ADDRESS_LENGTH, DEDICATION_LENGTH, NAME_LENGTH
from dragoman.lib.money import Money, NoAmount, exponent, money_in_words, read_amount
from dragoman.ui.wording import country_name, reader_language, sorting_key

_OTHER = "other"
_KEY_SALT = "giving.form"
_KNOWN_DOMAINS = (
    "gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "proton.me",
    "protonmail.com", "gmx.de", "web.de", "mail.ru", "yandex.ru", "orange.fr", "free.fr", "naver.com", "qq.com",
)  # fmt: skip


class SupportForm(forms.Form):
    interval = forms.ChoiceField(
        label=_("How often?"),
        choices=[(Interval.ONCE, _("Once")), (Interval.MONTHLY, _("Every month"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose once or every month.")},
    )
    currency = forms.ChoiceField(label=_("Currency"))
    preset = forms.ChoiceField(label=_("How much?"), widget=forms.RadioSelect, required=False)
    amount = forms.CharField(
        label=_("Another amount"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "dir": "ltr"}),
    )
    cover_fee = forms.BooleanField(label=_("Add what the card payment costs"), required=False)
    road = forms.ChoiceField(label=_("How do you want to pay?"), widget=forms.RadioSelect)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Without an address the receipt has nowhere to go."),
            "invalid": _("This is no e-mail address."),
        },
    )
    name = forms.CharField(
        label=_("Name on the receipt"),
        max_length=NAME_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
    )
    address = forms.CharField(
        label=_("Postal address on the receipt"),
        max_length=ADDRESS_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address", "dir": "auto"}),
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    dedication = forms.CharField(
        label=_("Dedicated to"),
        max_length=DEDICATION_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    on_wall = forms.BooleanField(label=_("Name me on the page of donors"), required=False)
    clip = forms.IntegerField(min_value=1, max_value=10**9, required=False, widget=forms.HiddenInput)
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    website = forms.CharField(required=False)
    began = forms.CharField(required=False)

    def __init__(self, *args: Any, **options: Any) -> None:  # Any: Django's own
        super().__init__(*args, **options)
        offered = currencies()
        chosen = str(self["currency"].value() or offered[0])
        self.shown_currency = chosen if chosen in offered else offered[0]
        language = reader_language()
        digits = exponent(self.shown_currency)
        amounts = [
            (str(one), money_in_words(Money(one * 10**digits, self.shown_currency), language))
            for one in amounts_offered(self.shown_currency)
        ]
        choices: dict[str, list[tuple[str, Any]]] = {
            "currency": [(code, code) for code in offered],
            "preset": [*amounts, (_OTHER, gettext("Another amount"))],
            "road": [(one.name, gettext("By card, on the pages of a payment provider")) if one.traits.is_hosted
                     else (one.name, gettext("By bank transfer")) for one in roads()],
            "country": [("", "—"), *_countries()],
        }  # fmt: skip
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101  for types alone
            field.choices = given

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("website") or not took_a_moment(str(said.get("began", ""))):
            raise forms.ValidationError(
                gettext("Something went too fast. Look over what you wrote and send it again.")
            )
        self._read_amount(said)
        if said.get("on_wall") and not said.get("name"):
            self.add_error("name", gettext("Write the name that is to stand there."))
        return said

    def offer(self, campaign: Campaign | None, consent: str) -> Offer:
        said = self.cleaned_data
        return Offer(
            key=opened_key(said["key"]),
            money=Money(said["money"].minor + said["fee_minor"], said["money"].currency),
            interval=Interval(said["interval"]),
            road=said["road"],
            email=said["email"],
            fee_minor=said["fee_minor"],
            name=said["name"],
            address=said["address"],
            country=said["country"],
            language=reader_language(),
            campaign=campaign,
            clip_number=said["clip"],
            dedication=said["dedication"],
            is_anonymous=not said["on_wall"],
            consent=consent,
        )

    def _read_amount(self, said: dict[str, Any]) -> None:
        currency = said.get("currency")
        if not currency:
            return
        preset, typed = said.get("preset") or _OTHER, said.get("amount") or ""
        least, most = least_and_most(currency)
        try:
            money = read_amount(typed if preset == _OTHER else preset, currency)
        except NoAmount:
            self.add_error("amount", gettext("Write an amount, such as 25."))
            return
        if not least.minor <= money.minor <= most.minor:
            language = reader_language()
            words = {"least": money_in_words(least, language), "most": money_in_words(most, language)}
            self.add_error("amount", gettext("Give from %(least)s to %(most)s.") % words)
        said["money"] = money
        said["fee_minor"] = fee_of(money, said.get("road", "")) if said.get("cover_fee") else 0


def fee_of(money: Money, road_name: str) -> int:
    """What a payment by card costs, rounded up; nothing by other roads."""
    provider = road(road_name)
    if provider is None or not provider.traits.is_hosted:
        return 0
    return -(-money.minor * int(settings.GIVING.fee_permille) // 1000)


def new_key() -> str:
    """Names one form, so that sending it twice is one gift; signed, so that nobody names another's."""
    return signing.Signer(salt=_KEY_SALT).sign(secrets.token_hex(12))


def opened_key(signed: str) -> str:
    """The name of the form; a fresh one where it was not ours."""
    try:
        return signing.Signer(salt=_KEY_SALT).unsign(signed)
    except signing.BadSignature:
        return secrets.token_hex(12)


def likelier_address(email: str) -> str:
    """What may have been meant by an address whose domain is nearly a well-known one; empty for most."""
    name, _mark, domain = email.rpartition("@")
    near = difflib.get_close_matches(domain.lower(), _KNOWN_DOMAINS, n=1, cutoff=0.85)
    return f"{name}@{near[0]}" if near and near[0] != domain.lower() else ""


def _countries() -> list[tuple[str, str]]:
    named = [(code, country_name(code)) for code in sorted(one.alpha_2 for one in pycountry.countries)]
    return sorted(named, key=lambda one: sorting_key(one[1]))


class LinkForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("This is no e-mail address."),
        },
    )
    website = forms.CharField(required=False)


class ChangeForm(forms.Form):
    amount = forms.CharField(label=_("Amount each month"), max_length=20)
    day = forms.IntegerField(label=_("Day of the month"), min_value=1, max_value=31)
