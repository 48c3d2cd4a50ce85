from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bulletins.coming_back import CameBack, WantsToLeave, read_mail
from dragoman.bulletins.terms import Returned
from dragoman.bulletins.tokens import delivery_token, message_id

BOX = "bounces@archive.example"


@pytest.fixture(autouse=True)
def _mailbox(settings):
    settings.BULLETINS_MAILBOX = BOX


def report(status="5.1.1", action="failed", *, to=None, original="", said="smtp; 550 5.1.1 no such user"):
    to = to or f"bounces+{delivery_token(17)}@archive.example"
    return f"""From: MAILER-DAEMON@mx.example
To: {to}
Subject: Undelivered
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; mona@reader.example
Action: {action}
Status: {status}
Diagnostic-Code: {said}

--b
Content-Type: text/rfc822-headers

Message-ID: {original}
Subject: Railways
--b--
""".encode()


@pytest.mark.parametrize(
    ("status", "action", "what"),
    [
        ("5.1.1", "failed", Returned.HARD),
        ("5.1.10 (no mailbox)", "failed", Returned.HARD),
        ("5.2.2", "failed", Returned.SOFT),
        ("5.7.1", "failed", Returned.SOFT),
        ("4.4.7", "failed", Returned.SOFT),
        ("nonsense", "failed", Returned.SOFT),
    ],
)
def test_what_failed_is_known_by_the_address_it_came_back_to(status, action, what):
    assert read_mail(report(status, action)) == CameBack(17, what, "smtp; 550 5.1.1 no such user")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_what_has_not_failed_says_nothing(action):
    assert read_mail(report("4.4.1", action)) is None


def test_or_by_the_message_it_carries():
    assert read_mail(report(to="bounces@archive.example", original=message_id(17))) == CameBack(
        17, Returned.HARD, "smtp; 550 5.1.1 no such user"
    )


def test_the_mail_server_may_say_where_it_was_delivered():
    mail = report(to="someone@else.example")
    assert read_mail(mail) is None
    assert read_mail(mail, f"bounces+{delivery_token(17)}@archive.example").delivery == 17


@pytest.mark.parametrize(
    "token", ["d17-aaaaaaaaaaaaaaaa", "d17-", "d0-", "d99999999999999999999-aaaaaaaaaaaaaaaa"]
)
def test_a_mark_that_is_not_ours_is_nothing(token):
    assert read_mail(report(to=f"bounces+{token}@archive.example")) is None


def test_marks_survive_servers_that_change_the_case():
    assert read_mail(report(to=f"BOUNCES+{delivery_token(17).upper()}@Archive.Example")).delivery == 17


def test_complaints():
    mail = report().replace(b"message/delivery-status", b"message/feedback-report")
    mail = mail.replace(b"Reporting-MTA: dns; mx.example", b"Feedback-Type: abuse\nVersion: 1")
    assert read_mail(mail) == CameBack(17, Returned.COMPLAINT)
    assert read_mail(mail.replace(b"abuse", b"not-spam")) is None


def test_a_mail_may_unsubscribe():
    mail = b"From: mona@reader.example\nTo: bounces+leave-1-d-AbC@archive.example\nSubject: unsubscribe\n\n"
    assert read_mail(mail) == WantsToLeave("1-d-AbC")


def test_an_absence_notice_says_nothing():
    mail = f"From: mona@reader.example\nTo: bounces+{delivery_token(17)}@archive.example\n\nI am away."
    assert read_mail(mail.encode()) is None


@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 60))
def test_whatever_comes_is_read_or_left(noise, at, cut):
    whole = report()
    read = read_mail(whole[:at] + noise + whole[at + cut :])
    assert read is None or read.delivery == 17 if not isinstance(read, WantsToLeave) else read.token
