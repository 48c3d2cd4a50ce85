from __future__ import annotations

import json
import threading
from dataclasses import replace

import pypdf
import pytest
from django.db import connection, connections, transaction

from dragoman.giving.models import Addressee, Paper
from dragoman.giving.papers.pdf import paper_pdf
from dragoman.giving.papers.writing import as_text, filled_in, year_filled_in
from dragoman.giving.services.erasing import erase_donor, forget_addressees
from dragoman.giving.services.receipting import gaps, keep_papers, next_serial
from dragoman.giving.services.writing import resend, send_receipt, send_year
from dragoman.giving.terms import GiftState, PaperKind
from dragoman.letters.models import Letter
from dragoman.lib.record.commitments import Opening
from tests.factories.giving import (
    AT,
    charged,
    open_giving,
    paid,
    promised_gift,
    promised_pledge,
    refunded,
    told,
)


def receipt_of(**changed: object) -> Paper:
    gift = promised_gift(**changed)
    told(paid(gift))
    return gift.papers.get()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "expected"),
    [
        ("", "Nothing was given in return for this gift."),
        ("US", "No goods or services were provided in exchange for this gift."),
        ("GB", "No Gift Aid is claimed on it."),
        ("DE", "Geldzuwendung"),
    ],
)
def test_each_country_has_its_wording(settings, country, expected):
    settings.GIVING = open_giving(country=country)
    text = as_text(filled_in(receipt_of(), "en"))
    assert expected in text and "Lantern Desk Association" in text and "12-3456789" in text and "€10" in text
    assert ("EIN: 12-3456789" in text) == (country == "US")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar", "fa", "ru", "ko", "he", "zh-hans"])
def test_pdf_is_set_in_every_script_and_twice_the_same(language):
    paper = filled_in(receipt_of(name="Дора Ρήγα 读者 دورا", address="Straße 1\nمدينة"), language)
    made = paper_pdf(paper)
    assert made == paper_pdf(paper)
    assert paper.facts[-2][1] in "".join(page.extract_text() for page in pypdf.PdfReader(_file(made)).pages)


def _file(data: bytes):
    from io import BytesIO

    return BytesIO(data)


@pytest.mark.django_db
def test_monthly_receipt_says_so_and_how_it_goes_on():
    pledge = promised_pledge()
    told(charged(pledge, 0))
    paper = Paper.objects.get()
    send_receipt(paper=paper)
    send_receipt(paper=paper)
    letter = Letter.objects.get()
    assert "Monthly gift, until it is cancelled" in letter.text and "until you cancel it" in letter.text
    assert "/support/mine/" in letter.text and letter.enclosures.get().media_type == "application/pdf"


@pytest.mark.django_db
def test_paper_is_sent_again_once_for_each_asking():
    paper = receipt_of(language="fr")
    for mark in ("1", "1", "2"):
        resend(paper=paper, mark=mark)
    assert Letter.objects.count() == 2


@pytest.mark.django_db
def test_year_adds_up_what_was_kept():
    gift = promised_gift()
    told(paid(gift))
    told(refunded(f"pay_{gift.pk}", 250, "re_1"))
    papers = list(Paper.objects.order_by("pk"))
    statement = year_filled_in(papers, papers[0].year, "en")
    assert (statement.totals, [row[2] for row in statement.rows]) == (("€7.50",), ["€10", "-€2.50"])
    send_year(donor=gift.donor, year=papers[0].year)
    send_year(donor=gift.donor, year=papers[0].year)
    assert Letter.objects.filter(slot__contains="year").count() == 1


@pytest.mark.django_db
def test_papers_that_are_owed_are_made_once():
    paper = receipt_of()
    assert keep_papers(gift=paper.gift) == []
    paper.gift.state = GiftState.PENDING
    assert keep_papers(gift=paper.gift) == []


@pytest.mark.django_db
def test_erased_name_is_gone_and_its_copy_can_still_be_shown_genuine(settings):
    paper = receipt_of()
    known = Addressee.objects.get()
    said = Opening(known.salt, f"{known.name}\n{known.address}\n{known.country}")
    erase_donor(donor=paper.gift.donor)
    assert Addressee.objects.count() == 0
    assert filled_in(paper, "en").to == ()
    assert json.loads(paper.content)["to"] == said.commitment


@pytest.mark.django_db
def test_names_stay_as_long_as_the_law_wants_them(settings):
    settings.GIVING = open_giving(keep_names_years=10)
    paper = receipt_of()
    erase_donor(donor=paper.gift.donor)
    today = Addressee.objects.get().made_on
    assert forget_addressees(today=today.replace(year=today.year + 10)) == 0
    assert forget_addressees(today=today.replace(year=today.year + 11)) == 1


@pytest.mark.django_db
def test_other_legal_entity_begins_anew(settings):
    first = receipt_of()
    settings.GIVING = replace(settings.GIVING, prefix="B")
    assert (first.number[:2], receipt_of().number[:2], gaps()) == ("G-", "B-", [])


@pytest.mark.django_db(transaction=True)
def test_numbers_given_at_once_are_all_different_and_those_undone_are_given_again():
    given: list[int] = []

    def take(keeps: bool) -> None:
        try:
            with transaction.atomic():
                serial = next_serial(year=AT.year, kind=PaperKind.RECEIPT)
                if not keeps:
                    transaction.set_rollback(True)
                else:
                    given.append(serial)
        finally:
            connections.close_all()

    take(True)
    threads = [threading.Thread(target=take, args=(place % 3 != 0,)) for place in range(9)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    connection.close()
    assert sorted(given) == [1, 2, 3, 4, 5, 6, 7]
