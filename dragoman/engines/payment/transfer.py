"""A pledge by bank transfer: the donor is told how to pay, the desk says what arrived. It needs no key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from dragoman.engines.payment.port import (
    Change,
    Checkout,
    CheckoutRequest,
    Forged,
    Instructions,
    NotOffered,
    Refund,
    Refused,
    State,
    Subscription,
    Told,
    Traits,
)
from dragoman.engines.payment.references import in_groups
from dragoman.lib.money import Money, plain_amount

_MOST_EPC = Money(99_999_999_999, "EUR")


class BankTransfer:
    """``iban`` for accounts that have one, ``account`` for what else a payer must write, its lines apart by ``|``."""

    name = "transfer"
    traits = Traits(is_hosted=False, collects=False, has_portal=False, refunds=False)

    def __init__(
        self, holder: str = "", iban: str = "", bic: str = "", bank: str = "", account: str = ""
    ) -> None:
        self._holder, self._iban, self._bic, self._bank, self._account = holder, iban, bic, bank, account

    def preflight(self) -> list[str]:
        missing = []
        if not self._holder:
            missing.append("Say whose account it is.")
        if not self._iban and not self._account:
            missing.append("Give an IBAN or the lines of an account.")
        for words, read, written in (("IBAN", IBAN, self._iban), ("BIC", BIC, self._bic)):
            try:
                written and read(written)
            except SchwiftyException as error:
                missing.append(f"“{written}” is no {words}: {error}")
        return missing

    def takes(self, currency: str) -> bool:
        return True

    def begin(self, request: CheckoutRequest) -> Checkout:
        return Checkout(request.reference, instructions=self.instructions(request.reference, request.money))

    def instructions(self, reference: str, money: Money) -> Instructions:
        lines = [("holder", self._holder)]
        if self._iban:
            lines.append(("iban", IBAN(self._iban).formatted))
        if self._bic:
            lines.append(("bic", self._bic.replace(" ", "").upper()))
        if self._bank:
            lines.append(("bank", self._bank))
        lines += [("account", one.strip()) for one in self._account.split("|") if one.strip()]
        lines += [("amount", f"{plain_amount(money)} {money.currency}"), ("reference", in_groups(reference))]
        return Instructions(tuple(lines), self._epc(reference, money))

    def read_event(self, body: bytes, headers: Mapping[str, str]) -> Told:
        raise Forged("A bank calls nobody: what arrived is said at the desk.")

    def events_since(self, since: datetime) -> Iterator[Told]:
        return iter(())

    def change(self, subscription_id: str, change: Change, key: str) -> Subscription:
        """The standing order is the donor's own: they change it at their bank, and we write down what they promise."""
        state = State.PAUSED if change.paused else State.ACTIVE
        return Subscription(subscription_id, state, change.money or Money(0, "EUR"), change.next_on)

    def cancel(self, subscription_id: str, key: str) -> Subscription:
        return Subscription(subscription_id, State.CANCELLED, Money(0, "EUR"))

    def refund(self, payment_id: str, money: Money, key: str) -> Refund:
        raise Refused("Send the money back at your bank, then write it down here.")

    def portal(self, customer_id: str, return_url: str, language: str) -> str:
        raise NotOffered("A bank transfer has no page for its card.")

    def _epc(self, reference: str, money: Money) -> str:
        """The words of a European Payments Council code (EPC069-12, version 2); nothing where it does not apply."""
        if not self._iban or money.currency != "EUR" or not 1 <= money.minor <= _MOST_EPC.minor:
            return ""
        holder = " ".join(self._holder.split())[:70]
        lines = (
            "BCD",
            "002",
            "1",
            "SCT",
            self._bic.replace(" ", "").upper(),
            holder,
            IBAN(self._iban).compact,
        )
        return "\n".join((*lines, f"EUR{plain_amount(money)}", "", reference))
