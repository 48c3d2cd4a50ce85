from __future__ import annotations

import pytest
import segno.helpers
import zxingcpp
from PIL import Image

from dragoman.engines.payment.port import Forged, Instructions, NotOffered, Refused
from dragoman.engines.payment.references import with_check_digits
from dragoman.engines.payment.transfer import BankTransfer
from dragoman.lib.money import Money

IBAN, BIC = "DE89 3704 0044 0532 0130 00", "COBADEFFXXX"
REFERENCE = with_check_digits("539007547034")


def test_euro_comes_with_a_code_and_other_money_without():
    bank = BankTransfer("Lantern Desk", IBAN, BIC, "Invented Bank")
    lines = (
        ("holder", "Lantern Desk"),
        ("iban", "DE89 3704 0044 0532 0130 00"),
        ("bic", "COBADEFFXXX"),
        ("bank", "Invented Bank"),
    )
    assert bank.instructions(REFERENCE, Money(2500, "EUR")) == Instructions(
        (*lines, ("amount", "25.00 EUR"), ("reference", "RF18 5390 0754 7034")),
        "BCD\n002\n1\nSCT\nCOBADEFFXXX\nLantern Desk\nDE89370400440532013000\nEUR25.00\n\nRF18539007547034",
    )
    assert bank.instructions(REFERENCE, Money(2500, "JPY")).code == ""


def test_code_is_what_the_library_of_the_standard_writes(tmp_path):
    ours = BankTransfer("Lantern Desk", IBAN, BIC).instructions(REFERENCE, Money(2500, "EUR")).code
    theirs = segno.helpers.make_epc_qr(
        "Lantern Desk", "DE89370400440532013000", 25, reference=REFERENCE, bic=BIC, encoding=1
    )
    theirs.save(tmp_path / "theirs.png", scale=4)
    read = zxingcpp.read_barcodes(Image.open(tmp_path / "theirs.png").convert("L"))[0].text.split("\n")
    # The library writes the amount without empty cents; both are allowed.
    assert [one for one in ours.split("\n") if not one.startswith("EUR")] == [
        one for one in read[: len(ours.split("\n"))] if not one.startswith("EUR")
    ]


def test_account_without_an_iban_is_told_line_by_line():
    bank = BankTransfer("Lantern Desk", account="Routing 021000021 | Account 123456")
    assert bank.instructions(REFERENCE, Money(500, "USD")).lines == (
        ("holder", "Lantern Desk"),
        ("account", "Routing 021000021"),
        ("account", "Account 123456"),
        ("amount", "5.00 USD"),
        ("reference", "RF18 5390 0754 7034"),
    )


def test_what_is_missing_is_said():
    assert BankTransfer("Lantern Desk", IBAN, BIC).preflight() == []
    assert BankTransfer().preflight() == [
        "Say whose account it is.",
        "Give an IBAN or the lines of an account.",
    ]
    (said,) = BankTransfer("Lantern Desk", "DE89370400440532013001").preflight()
    assert said.startswith("“DE89370400440532013001” is no IBAN")


def test_bank_calls_nobody():
    bank = BankTransfer("Lantern Desk", IBAN)
    with pytest.raises(Forged):
        bank.read_event(b"{}", {})
    with pytest.raises(Refused):
        bank.refund("x", Money(1, "EUR"), "k")
    with pytest.raises(NotOffered):
        bank.portal("x", "https://a.example", "en")
