"""Letters with papers: their PDF is set outside any transaction, and each goes out once."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from dragoman.giving.models import Donor, Paper
from dragoman.giving.papers.pdf import paper_pdf
from dragoman.giving.papers.writing import filled_in, year_filled_in
from dragoman.giving.services.letters import send_again, tell_thanks, tell_year


def send_receipt(*, paper: Paper) -> None:
    """Thanks, with the receipt."""
    tell_thanks(paper=paper, pdf=paper_pdf(filled_in(paper, paper.gift.language)))


def resend(*, paper: Paper, mark: str) -> None:
    """The same paper once more; ``mark`` names the asking, so that one click is one letter."""
    send_again(paper=paper, pdf=paper_pdf(filled_in(paper, paper.gift.language)), mark=mark)


def papers_of_year(donor: Donor, year: int) -> QuerySet[Paper]:
    return Paper.objects.filter(gift__donor=donor, year=year).select_related("gift").order_by("pk")


def donors_of_year(year: int) -> QuerySet[Donor]:
    """Whoever got a receipt in a year and can still be reached."""
    gave = Paper.objects.filter(year=year).values("gift__donor")
    return Donor.objects.filter(pk__in=gave).exclude(email="").order_by("pk")


def year_pdf(donor: Donor, year: int) -> bytes | None:
    """The statement of a year; None where nothing was given in it."""
    papers = list(papers_of_year(donor, year))
    return paper_pdf(year_filled_in(papers, year, donor.language)) if papers else None


def send_year(*, donor: Donor, year: int) -> None:
    papers = list(papers_of_year(donor, year))
    if not papers:
        return
    statement = year_filled_in(papers, year, donor.language)
    pdf = paper_pdf(statement)
    with transaction.atomic():
        tell_year(donor=donor, year=year, statement=statement, pdf=pdf)
