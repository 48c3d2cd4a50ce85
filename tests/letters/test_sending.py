from __future__ import annotations

import smtplib
from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.letters.models import Letter
from dragoman.letters.sending import is_final, send_letter
from dragoman.letters.terms import PATIENCE

pytestmark = pytest.mark.django_db


def test_letter_reaches_a_real_mail_server_and_its_words_are_forgotten(letter, post_office):
    send_letter(letter)
    [message] = post_office.letters_to("nadia@example.org")
    headers = ("Subject", "To", "Reply-To", "Content-Language", "Auto-Submitted", "X-Number", "Message-ID")
    assert {name: message[name] for name in headers} == {
        "Subject": "Your report has arrived",
        "To": "nadia@example.org",
        "Reply-To": "desk@example.org",
        "Content-Language": "fr",
        "Auto-Submitted": "auto-generated",
        "X-Number": "11045",
        "Message-ID": f"<{letter.pk}@localhost>",
    }
    parts = [
        (part.get_content_type(), part.get_filename()) for part in message.walk() if not part.is_multipart()
    ]
    assert parts == [("text/plain", None), ("text/html", None), ("application/pdf", "reçu.pdf")]
    letter.refresh_from_db()
    assert (letter.state, letter.text, letter.html, letter.enclosures.count(), letter.address) == (
        ("sent", "", "", 0, "nadia@example.org")
    )


def test_sent_letter_is_not_sent_again(letter, post_office):
    send_letter(letter)
    send_letter(Letter.objects.get())
    assert len(post_office.taken) == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [("550 5.1.1 No such mailbox", "refused"), ("451 4.7.1 Come back later", "waiting")],
)
def test_answer_for_good_settles_and_another_is_tried_again(letter, post_office, answer, state):
    post_office.answers["nadia@example.org"] = answer
    send_letter(letter)
    letter.refresh_from_db()
    assert (letter.state, letter.trouble, letter.attempts, letter.text) == (state, answer, 1, "Thank you.\n")
    assert (letter.next_at > timezone.now()) is (state == "waiting")


def test_server_that_is_away_for_three_days_is_given_up(letter, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send_letter(letter)
    assert (letter.state, "refused" in letter.trouble) == ("waiting", True)
    letter.created_at -= PATIENCE + timedelta(seconds=1)
    send_letter(letter)
    assert letter.state == "refused"


def test_our_own_wrong_password_is_nobodys_refusal():
    assert [
        is_final(error)
        for error in (
            smtplib.SMTPAuthenticationError(535, b"no"),
            smtplib.SMTPDataError(554, b"spam"),
            smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"gone"), "b@example.org": (450, b"busy")}),
            ConnectionRefusedError(),
        )
    ] == [False, True, False, False]
