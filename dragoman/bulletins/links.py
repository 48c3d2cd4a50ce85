"""Addresses of the pages that readers of bulletins use, for letters and for the bulletins themselves.

The link into a reader's preferences is in every bulletin, and bulletins are forwarded: it opens what harms nobody.
What only the reader may do needs a link mailed for it, which holds for a day. Links that end subscriptions hold for
good, whatever else is drawn anew.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.core import signing

from dragoman.bulletins.models import Subscriber, Subscription
from dragoman.bulletins.terms import OWN_LINK_HOURS, Cadence

_CODES = {"": "a", Cadence.DAILY.value: "d", Cadence.WEEKLY.value: "w", Cadence.AT_ONCE.value: "o"}
_CADENCES = {code: cadence for cadence, code in _CODES.items()}
_LIST = re.compile(r"([1-9][0-9]{0,17})-([adwo])-([A-Za-z0-9_-]{32})", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,40}", re.ASCII)
_OWN = signing.TimestampSigner(salt="bulletins.own")


def bulletins_path(page: str, language: str = "") -> str:
    """``/bulletins/subscribe``; other languages than the default stand in front."""
    prefix = f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{prefix}/bulletins/{page}"


def subscribe_path(about: str = "", value: str = "", language: str = "") -> str:
    """The form with one thing chosen in it already."""
    query = f"?{urlencode({about: value or '1'})}" if about else ""
    return bulletins_path("subscribe", language) + query


def confirm_url(token: str, language: str) -> str:
    return settings.SITE_URL + bulletins_path(f"confirm/{token}", language)


def preferences_url(subscriber: Subscriber) -> str:
    """The lasting link that every bulletin has."""
    return settings.SITE_URL + bulletins_path(f"mine/{subscriber.secret}", subscriber.language)


def own_key(subscriber: Subscriber) -> str:
    """For whoever has just shown that the mailbox is theirs. Drawing a new secret ends it."""
    return _OWN.sign(f"{subscriber.pk}.{_short(subscriber.secret)}").replace(":", "~")


def own_path(subscriber: Subscriber) -> str:
    return bulletins_path(f"own/{own_key(subscriber)}", subscriber.language)


def own_url(subscriber: Subscriber) -> str:
    return settings.SITE_URL + own_path(subscriber)


def owner_of(key: str) -> Subscriber | None:
    """Whose key it is, while it holds."""
    try:
        said = _OWN.unsign(key.replace("~", ":"), max_age=OWN_LINK_HOURS * 3600)
    except signing.BadSignature:
        return None
    pk, _dot, short = said.partition(".")
    found = Subscriber.objects.filter(pk=int(pk)).exclude(normal=None).first()
    return found if found is not None and hmac.compare_digest(_short(found.secret), short) else None


def leave_url(subscriber: Subscriber, cadence: str = "") -> str:
    """Ends every subscription of a cadence, or all of all cadences: the one-click address of a bulletin."""
    code = _CODES[str(cadence)]
    token = f"{subscriber.pk}-{code}-{_mac(subscriber, code)}"
    return settings.SITE_URL + bulletins_path(f"leave/{token}", subscriber.language)


def leave_subscription_url(token: str, language: str) -> str:
    """Ends this one subscription; ``token`` is its own."""
    return settings.SITE_URL + bulletins_path(f"leave/{token}", language)


def why_url(token: str, language: str) -> str:
    """Says since when, from which form and with which words this subscription was asked for."""
    return settings.SITE_URL + bulletins_path(f"why/{token}", language)


@dataclass(frozen=True, slots=True)
class Left:
    """What a link ends: one subscription, or all of a cadence, or with an empty cadence all."""

    subscriber: Subscriber
    cadence: str = ""
    subscription: Subscription | None = None


def left_by(token: str) -> Left | None:
    """What the link with this token ends; None for one that was never ours, or of someone erased."""
    match = _LIST.fullmatch(token)
    if match is None and not _TOKEN.fullmatch(token):
        return None
    if match is None:
        one = Subscription.objects.select_related("subscriber").filter(token=token).first()
        return Left(one.subscriber, one.cadence, one) if one is not None else None
    pk, code, mac = match.groups()
    found = Subscriber.objects.filter(pk=int(pk)).exclude(normal=None).first()
    if found is None or not hmac.compare_digest(_mac(found, code), mac):
        return None
    return Left(found, _CADENCES[code])


def _mac(subscriber: Subscriber, code: str) -> str:
    """Of what never changes of a reader: not of the secret, for a new one would end the links in older mails."""
    said = f"leave\n{subscriber.pk}\n{subscriber.made_at.isoformat()}\n{code}".encode()
    made = hmac.new(str(settings.ADDRESS_KEY).encode(), said, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def _short(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:16]
