from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.enquiries.inbound import Outcome, read, receive
from dragoman.enquiries.letters import reply_address
from dragoman.enquiries.models import Attachment, Enquiry, Message
from dragoman.enquiries.services.moving import ask_back
from dragoman.enquiries.terms import State
from dragoman.project.main import main
from tests.factories.enquiries import ADDRESS, taken_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def enquiry(world, settings):
    settings.ENQUIRY_MAIL = "enquiries@archive.example"
    return ask_back(enquiry=taken_on(world.officer), person=world.officer, text="Which channel?")


def mail(enquiry, *headers, sender=ADDRESS, body="Meridian TV.", message_id="<1@radio.example>"):
    lines = [
        f"From: Nadia <{sender}>",
        f"To: {reply_address(enquiry)}",
        f"Message-ID: {message_id}",
        *headers,
        "",
        body,
    ]
    return "\r\n".join(lines).encode()


def state():
    return Enquiry.objects.get().state


def test_answer_threads_into_the_request_once(enquiry):
    body = "Meridian TV.\n\nOn Tuesday the desk wrote:\n> Which channel?\n> Thanks"
    assert [receive(mail(enquiry, body=body)) for _ in range(2)] == [Outcome.TAKEN] * 2
    made = Message.objects.filter(direction="in").get()
    assert (made.text, made.by_mail, made.is_from_elsewhere, state()) == (
        "Meridian TV.",
        True,
        False,
        State.ACCEPTED,
    )


@pytest.mark.parametrize(
    "headers",
    [
        ["Auto-Submitted: auto-replied"],
        ["Precedence: bulk"],
        ["X-Autoreply: yes"],
        ["Return-Path: <>"],
        ["List-Id: <x.example>"],
        ["Content-Type: multipart/report; report-type=delivery-status; boundary=b"],
    ],
)
def test_what_machines_write_changes_nothing(enquiry, headers):
    before = list(Enquiry.objects.values())
    assert receive(mail(enquiry, *headers)) == Outcome.AUTOMATIC
    assert receive(mail(enquiry, sender="MAILER-DAEMON@x.example")) == Outcome.AUTOMATIC
    assert (list(Enquiry.objects.values()), Message.objects.filter(direction="in").count()) == (before, 0)


def test_another_sender_is_heard_and_marked(enquiry):
    assert receive(mail(enquiry, sender="evil@x.example")) == Outcome.TAKEN
    assert (Message.objects.filter(direction="in").get().is_from_elsewhere, state()) == (True, State.WAITING)


def test_forged_and_foreign_addresses_reach_nothing(enquiry):
    raw = mail(enquiry)
    token = reply_address(enquiry).partition("+")[2].partition("@")[0]
    assert receive(raw.replace(token.encode(), b"a" * 32)) == Outcome.UNKNOWN
    assert receive(raw.replace(b"archive.example", b"other.example")) == Outcome.UNKNOWN
    assert receive(b"") == Outcome.UNKNOWN


def test_enclosures_of_a_kind_that_is_taken_come_along(enquiry):
    body = (
        "--b\r\nContent-Type: text/html\r\n\r\n<p>See <b>this</b></p><script>x</script>\r\n"
        '--b\r\nContent-Type: image/png\r\nContent-Disposition: attachment; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n'
        '--b\r\nContent-Disposition: attachment; filename="b.exe"\r\n\r\nMZ\x90\x00\r\n--b--'
    )
    assert receive(mail(enquiry, "Content-Type: multipart/mixed; boundary=b", body=body)) == Outcome.TAKEN
    assert [(one.name, one.mime) for one in Attachment.objects.all()] == [("a.pdf", "application/pdf")]
    assert "See" in Message.objects.filter(direction="in").get().text


def test_command_answers_as_mail_servers_expect(enquiry, monkeypatch):
    def told(raw):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw)))
        return main(["enquiries", "receive"])

    assert [told(mail(enquiry)), told(b"To: nobody@x.example\r\n\r\nHi")] == [0, 67]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300),
        st.builds(
            lambda names, values, body: (
                b"".join(n + b": " + v + b"\r\n" for n, v in zip(names, values, strict=False))
                + b"\r\n"
                + body
            ),
            st.lists(
                st.sampled_from(
                    [
                        b"From",
                        b"To",
                        b"Content-Type",
                        b"Content-Disposition",
                        b"Auto-Submitted",
                        b"Message-ID",
                    ]
                ),
                max_size=6,
            ),
            st.lists(
                st.one_of(
                    st.binary(max_size=60),
                    st.sampled_from(
                        [
                            b"multipart/mixed; boundary=b",
                            b"text/plain; charset=nonsense",
                            b"=?x?q?y?=",
                            b"attachment; filename*=%",
                        ]
                    ),
                ),
                max_size=6,
            ),
            st.binary(max_size=200),
        ),
    )
)
def test_no_bytes_make_the_reader_fall(raw):
    found = read(raw)
    assert (found.tokens, isinstance(found.text, str)) == ((), True)
