"""Who takes gifts, in which currencies, and by which roads. With nothing said there is no giving at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dragoman.project.settings import readers
from dragoman.project.settings.readers import BadSetting

_ROADS = ("TRANSFER", "STRIPE", "SCRIPTED")
_RULES = ("", "DE", "GB", "US")


@dataclass(frozen=True, slots=True)
class Giving:
    """``currencies`` hold the amounts offered, in whole units, by code; the first code is the one offered first."""

    name: str
    address: tuple[str, ...]
    country: str
    tax_number: str
    tax_note: str
    prefix: str
    zone: str
    currencies: tuple[tuple[str, tuple[int, ...]], ...]
    roads: tuple[str, ...]
    iban: str
    bic: str
    bank: str
    account: str
    stripe_key: str
    stripe_webhook_secret: str
    fee_permille: int
    keep_names_years: int

    @property
    def is_set(self) -> bool:
        """Whether anything can be given, as far as the settings say."""
        return bool(self.name) and bool(
            self.iban or self.account or self.stripe_key or "scripted" in self.roads
        )


# Of the demonstration: no bank has this number, though its check digits are right.
_INVENTED = {
    "name": "Lantern Desk Association (invented)",
    "address": ("1 Harbour Lane", "Stonebridge"),
    "iban": "DE86 0000 0000 0000 0012 34",
    "bank": "Bank of Nowhere (invented)",
}


def giving(*, is_demonstration: bool = False) -> Giving:
    said = _said()
    return replace(said, **_INVENTED) if is_demonstration and not said.name else said  # type: ignore[arg-type]


def _said() -> Giving:
    return Giving(
        name=readers.text("DRAGOMAN_GIVING_NAME"),
        address=_lines("DRAGOMAN_GIVING_ADDRESS"),
        country=readers.choice("DRAGOMAN_GIVING_COUNTRY", "", _RULES),
        tax_number=readers.text("DRAGOMAN_GIVING_TAX_NUMBER"),
        tax_note=readers.text("DRAGOMAN_GIVING_TAX_NOTE"),
        prefix=readers.text("DRAGOMAN_GIVING_PREFIX", "G"),
        zone=_zone("DRAGOMAN_GIVING_ZONE"),
        currencies=tuple(
            _offered(one) for one in readers.words("DRAGOMAN_GIVING_CURRENCIES", ("EUR=10/25/50/100",))
        ),
        roads=_roads("DRAGOMAN_GIVING_ROADS"),
        iban=readers.text("DRAGOMAN_GIVING_IBAN"),
        bic=readers.text("DRAGOMAN_GIVING_BIC"),
        bank=readers.text("DRAGOMAN_GIVING_BANK"),
        account=readers.text("DRAGOMAN_GIVING_ACCOUNT"),
        stripe_key=readers.text("DRAGOMAN_STRIPE_KEY"),
        stripe_webhook_secret=readers.text("DRAGOMAN_STRIPE_WEBHOOK_SECRET"),
        fee_permille=readers.number("DRAGOMAN_GIVING_FEE_PERMILLE", 0, most=200),
        keep_names_years=readers.number("DRAGOMAN_GIVING_KEEP_NAMES_YEARS", 0, most=30),
    )


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in readers.text(name).split("|") if line.strip())


def _roads(name: str) -> tuple[str, ...]:
    named = tuple(one.upper() for one in readers.words(name, ("transfer",)))
    for one in named:
        if one not in _ROADS:
            raise BadSetting(f"{name} has “{one}”: write {', '.join(_ROADS).lower()}.")
    return tuple(one.lower() for one in named)


def _zone(name: str) -> str:
    zone = readers.text(name, "UTC")
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise BadSetting(f"{name} is “{zone}”: write a time zone such as Europe/Berlin.") from error
    return zone


def _offered(word: str) -> tuple[str, tuple[int, ...]]:
    """``EUR=10/25/50/100``."""
    code, _mark, amounts = word.partition("=")
    whole = tuple(int(one) for one in amounts.split("/") if one.isascii() and one.isdigit() and int(one))
    if len(code) != 3 or not code.isascii() or not code.isupper() or not 1 <= len(whole) <= 6:
        raise BadSetting(f"DRAGOMAN_GIVING_CURRENCIES has “{word}”: write EUR=10/25/50/100.")
    return code, tuple(sorted(whole))
