from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.jobs.models import Job
from dragoman.letters.models import Enclosure, Letter
from dragoman.letters.services import (
    forget_letters_about,
    forget_letters_to,
    forget_old_letters,
    post_letter,
    retry_letter,
    send_soon,
)
from dragoman.letters.terms import PATIENCE, BadLetter, LetterState, Written
from tests.letters.conftest import WORDS

pytestmark = pytest.mark.django_db


def test_letter_and_its_job_are_written_together(letter):
    assert list(Job.objects.values_list("kind", "args", "slot")) == [
        ("letters.send", {"letter": str(letter.pk)}, f"letter:{letter.pk}")
    ]
    assert [(one.name, bytes(one.content)) for one in letter.enclosures.all()] == [("reçu.pdf", b"%PDF-1.7")]


def test_slot_has_one_letter_however_often_it_is_asked_for(letter):
    again = post_letter(to="other@example.org", written=WORDS, slot="report:1:received")
    send_soon(letter=letter)
    assert (again.address, Letter.objects.count(), Job.objects.count()) == ("nadia@example.org", 1, 1)


def test_letters_without_a_slot_are_each_their_own():
    for _ in range(2):
        post_letter(to="nadia@example.org", written=WORDS)
    assert Letter.objects.count() == 2


@pytest.mark.parametrize(
    ("to", "subject", "particulars"),
    [
        ("", "Hello", {}),
        ("nobody", "Hello", {}),
        ("nadia@example.org\nBcc: victim@example.org", "Hello", {}),
        ("nadia@example.org", "Hello\r\nBcc: victim@example.org", {}),
        ("nadia@example.org", "Hello", {"headers": {"X-Name": "a\nBcc: victim@example.org"}}),
        ("nadia@example.org", "Hello", {"reply_to": "desk@example.org, victim"}),
    ],
)
def test_what_would_break_a_header_is_no_letter(to, subject, particulars):
    with pytest.raises(BadLetter):
        post_letter(to=to, written=Written(subject, "x"), **particulars)
    assert (Letter.objects.count(), Job.objects.count()) == (0, 0)


def test_refused_letter_is_tried_again_as_if_new(letter):
    long_ago = timezone.now() - timedelta(days=9)
    Letter.objects.update(state=LetterState.REFUSED, settled_at=long_ago, created_at=long_ago, attempts=9)
    Job.objects.all().delete()
    retry_letter(letter=letter)
    letter.refresh_from_db()
    assert (letter.state, letter.attempts, letter.settled_at, Job.objects.count()) == ("waiting", 0, None, 1)
    assert timezone.now() - letter.created_at < PATIENCE


@pytest.mark.parametrize(
    "forget",
    [
        lambda: forget_letters_to(address="Nadia@example.org"),
        lambda: forget_letters_about(slot="report:1:"),
    ],
)
def test_forgotten_letter_is_neither_sent_nor_known(letter, forget):
    assert (forget(), forget_letters_about(slot="report:2:")) == (1, 0)
    letter.refresh_from_db()
    assert (letter.state, letter.address, letter.text, letter.html, letter.subject, letter.headers) == (
        ("refused", "", "", "", "", {})
    )
    assert not Enclosure.objects.exists()
    retry_letter(letter=letter)
    letter.refresh_from_db()
    assert letter.state == "refused"


def test_of_a_letter_settled_a_month_ago_the_slot_remains(letter):
    post_letter(to="nadia@example.org", written=WORDS)
    young = post_letter(to="young@example.org", written=WORDS)
    old = timezone.now() - timedelta(days=31)
    Letter.objects.exclude(pk=young.pk).update(state=LetterState.SENT, settled_at=old)
    assert (forget_old_letters(now=timezone.now()), forget_old_letters(now=timezone.now())) == (2, 0)
    assert set(Letter.objects.values_list("slot", "address")) == {
        ("report:1:received", ""),
        ("", "young@example.org"),
    }
    assert post_letter(to="nadia@example.org", written=WORDS, slot="report:1:received").pk == letter.pk
