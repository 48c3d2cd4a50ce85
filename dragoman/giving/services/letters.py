"""What donors are written. Each letter has a slot of its own, so that it goes out once, whatever happens twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings

from dragoman.giving.links import donor_path, support_path
from dragoman.giving.models import Donor, Gift, Paper, Pledge
from dragoman.giving.papers.writing import FilledIn, filled_in
from dragoman.letters.services import post_letter
from dragoman.letters.terms import Attached
from dragoman.letters.writing import written
from dragoman.lib.money import Money, money_in_words

_SLOT = "giving"


def slots_of(donor: Donor) -> str:
    """What the slots of everything written to a donor begin with."""
    return f"{_SLOT}:{donor.pk}:"


def tell_thanks(*, paper: Paper, pdf: bytes) -> None:
    """Thanks with the receipt; of a monthly gift it says so, when the next follows, and how to end it."""
    gift = paper.gift
    pledge = gift.pledge
    told = {
        "paper": filled_in(paper, gift.language),
        "pledge": pledge,
        "next_on": pledge.next_on if pledge else None,
    }
    name = f"{paper.number}.pdf"
    _post(gift.donor, "thanks", f"receipt:{paper.number}", told, (Attached(name, "application/pdf", pdf),))


def tell_refunded(*, paper: Paper) -> None:
    told = {"paper": filled_in(paper, paper.gift.language)}
    _post(paper.gift.donor, "refunded", f"credit:{paper.number}", told)


def tell_failed(*, gift: Gift, failures: int) -> None:
    told = {"money": _money(gift.money, gift.language), "failures": failures, "pledge": gift.pledge}
    _post(gift.donor, "failed", f"failed:{gift.pk}:{failures}", told)


def tell_missed(*, pledge: Pledge) -> None:
    """A transfer that was promised has not come."""
    told = {"money": _money(pledge.money, pledge.language), "pledge": pledge, "due_on": pledge.next_on}
    _post(pledge.donor, "missed", f"missed:{pledge.pk}:{pledge.next_on}:{pledge.tries}", told)


def tell_card_expires(*, pledge: Pledge, month: str) -> None:
    told = {"money": _money(pledge.money, pledge.language), "month": month, "pledge": pledge}
    _post(pledge.donor, "card_expiring", f"expiring:{pledge.pk}:{month}", told)


def tell_pledge_over(*, pledge: Pledge) -> None:
    told = {"money": _money(pledge.money, pledge.language), "pledge": pledge, "by": pledge.ended_by}
    _post(pledge.donor, "cancelled", f"cancelled:{pledge.pk}", told)


def tell_changed(*, pledge: Pledge, mark: str) -> None:
    told = {"money": _money(pledge.money, pledge.language), "pledge": pledge, "next_on": pledge.next_on}
    _post(pledge.donor, "changed", f"changed:{pledge.pk}:{mark}", told)


def tell_instructions(*, promised: Gift | Pledge, lines: Sequence[tuple[str, str]]) -> None:
    """How to pay by bank transfer, to have at hand."""
    is_monthly = isinstance(promised, Pledge)
    told = {"money": _money(promised.money, promised.language), "lines": lines, "is_monthly": is_monthly}
    kind = "pledge" if is_monthly else "gift"
    _post(promised.donor, "instructions", f"instructions:{kind}:{promised.pk}", told)


def tell_year(*, donor: Donor, year: int, statement: FilledIn, pdf: bytes) -> None:
    """The statement of a year, and a reminder of what still runs."""
    running = Pledge.objects.filter(donor=donor, state="active")
    told = {
        "year": year,
        "paper": statement,
        "running": [_money(one.money, donor.language) for one in running],
    }
    _post(donor, "year", f"year:{year}", told, (Attached(f"{year}.pdf", "application/pdf", pdf),))


def send_link(*, donor: Donor, mark: str) -> None:
    """The way to the donor's own page, for whoever asked for it at this hour."""
    _post(donor, "link", f"link:{mark}", {})


def send_again(*, paper: Paper, pdf: bytes, mark: str) -> None:
    told = {"paper": filled_in(paper, paper.gift.language)}
    attached = (Attached(f"{paper.number}.pdf", "application/pdf", pdf),)
    _post(paper.gift.donor, "again", f"again:{paper.number}:{mark}", told, attached)


def _post(
    donor: Donor, name: str, slot: str, told: Mapping[str, object], attached: Sequence[Attached] = ()
) -> None:
    if not donor.email or donor.erased_at is not None:
        return
    language = donor.language
    context = {
        **told,
        "entity": settings.GIVING.name,
        "own_page": settings.SITE_URL + donor_path(donor, language),
        "support": settings.SITE_URL + support_path(language),
    }
    post_letter(
        to=donor.email,
        written=written(f"giving/letters/{name}.txt", context, language),
        slot=slots_of(donor) + slot,
        language=language,
        attachments=attached,
    )


def _money(money: Money, language: str) -> str:
    return money_in_words(money, language)
