"""The roads by which money comes here, as the settings have them."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from dragoman.engines.payment.port import PaymentProvider
from dragoman.lib.adapters import AdapterSpec, build
from dragoman.lib.money import Money, exponent

_ENGINES = "dragoman.engines.payment"


def is_open() -> bool:
    """Whether anything can be given: somebody takes it, and there is a road for it."""
    return bool(roads())


def roads() -> tuple[PaymentProvider, ...]:
    """Those that are ready, in the order they are offered."""
    return _roads(settings.GIVING) if settings.GIVING.name else ()


def road(name: str) -> PaymentProvider | None:
    """Also of gifts made by a road that is offered no longer, as long as it can be used."""
    return next((one for one in roads() if one.name == name), None)


def currencies() -> tuple[str, ...]:
    return tuple(code for code, _amounts in settings.GIVING.currencies)


def amounts_offered(currency: str) -> tuple[int, ...]:
    """In whole units."""
    return dict(settings.GIVING.currencies).get(currency, ())


def least_and_most(currency: str) -> tuple[Money, Money]:
    """A tenth of the least amount offered, and a hundred times the most."""
    from_whole = 10 ** exponent(currency)
    offered = amounts_offered(currency)
    return (
        Money(max(offered[0] * from_whole // 10, 1), currency),
        Money(offered[-1] * from_whole * 100, currency),
    )


@lru_cache(maxsize=8)
def _roads(giving: object) -> tuple[PaymentProvider, ...]:
    """Built once for each set of settings."""
    made = [_built(_spec(name)) for name in settings.GIVING.roads]
    return tuple(one for one in made if not one.preflight())


def _spec(name: str) -> AdapterSpec:
    giving = settings.GIVING
    specs: dict[str, AdapterSpec] = {
        "transfer": (
            f"{_ENGINES}.transfer.BankTransfer",
            {
                "holder": giving.name,
                "iban": giving.iban,
                "bic": giving.bic,
                "bank": giving.bank,
                "account": giving.account,
            },
        ),
        "stripe": (
            f"{_ENGINES}.stripe.StripePayments",
            {"key": giving.stripe_key, "webhook_secret": giving.stripe_webhook_secret},
        ),
        "scripted": f"{_ENGINES}.scripted.ScriptedPayments",
    }
    return specs[name]


def _built(spec: AdapterSpec) -> PaymentProvider:
    built = build(spec)
    provider: PaymentProvider = built  # type: ignore[assignment]  # the setting names a class of the port
    return provider
