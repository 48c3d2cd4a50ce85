from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from html.parser import HTMLParser
from time import monotonic

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.test import Client

from dragoman.bulletins import claims
from dragoman.bulletins.composing import compose_due
from dragoman.bulletins.halting import halt_all, lift_halt
from dragoman.bulletins.handing_over import hand_over_waiting
from dragoman.bulletins.models import Delivery, Issue, Subscriber, Suppression
from dragoman.imprint.standing import Held, forget, hold
from dragoman.imprint.terms import Imprint
from dragoman.ledger.terms import COMMAND_LINE
from tests.factories.readers import reader
from tests.factories.told import ORIGINAL, SAID, change_row, clip_row, withdraw_row

pytestmark = pytest.mark.django_db
SEVEN = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _one_connection(settings):
    settings.BULLETINS_CONNECTIONS = 1
    settings.BULLETINS_MAILBOX = "bounces@archive.example"
    settings.DEFAULT_FROM_EMAIL = "The archive <desk@archive.example>"
    settings.SITE_URL = "https://archive.example"
    hold(Held(None, Imprint("The archive", postal="12 Quay Street\nPort Selva"), monotonic() + 3600))
    yield
    forget()


def sent(office, now=SEVEN):
    compose_due(cadence="daily", now=now)
    counts = dict(hand_over_waiting(now=now).counts)
    return counts, [(to.partition("@")[0], str(mail["Subject"])) for to, mail in office.taken]


def states():
    return [(one.state, one.trouble) for one in Delivery.objects.order_by("pk")]


def test_a_bulletin_arrives_once(post_office):
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    assert sent(post_office) == ({"sent": 1}, [("mona", "Railways: 1 new clip")])
    assert dict(hand_over_waiting(now=SEVEN).counts) == {}
    assert len(post_office.taken) == 1
    assert states() == [("sent", "")]


def test_what_every_bulk_mail_says_of_itself(post_office):
    mona = reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    sent(post_office)
    mail, [one] = post_office.taken[0][1], Delivery.objects.all()
    leave = mail["List-Unsubscribe"].split(",")[0].strip("<> ")
    assert {
        name: mail[name]
        for name in ("From", "To", "List-Unsubscribe-Post", "List-Id", "Precedence", "Auto-Submitted")
    } == {
        "From": "The archive <desk@archive.example>",
        "To": "mona@reader.example",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "List-Id": "<daily.bulletins.archive.example>",
        "Precedence": "bulk",
        "Auto-Submitted": "auto-generated",
    }
    assert mail["Message-ID"].startswith(f"<bulletin.d{one.pk}-")
    assert "mailto:bounces+leave-" in mail["List-Unsubscribe"]
    answer = Client(enforce_csrf_checks=True).post(
        leave.removeprefix("https://archive.example"), {"List-Unsubscribe": "One-Click"}
    )
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    mona.refresh_from_db()
    assert mona.state == "unsubscribed"


_VOID = {"meta", "br", "img", "link", "hr"}


class Read(HTMLParser):
    """The words of a page, what it fetches, and whether its elements close."""

    def __init__(self, html):
        super().__init__()
        self.open, self.fetched, self.words, self.unclosed = [], [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.fetched += [value for name, value in attrs if name in {"src", "background", "srcset"}]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        elif tag not in _VOID:
            self.unclosed.append(tag)

    def handle_data(self, data):
        if "style" not in self.open:
            self.words.append(data)


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_both_parts_say_the_same_and_fetch_nothing(post_office, language):
    reader(language=language)
    clip_row(1, SEVEN - timedelta(hours=1), title="Bread & <b>circuses</b>")
    sent(post_office)
    mail = post_office.taken[0][1]
    assert [part.defects for part in mail.walk()] == [[], [], []]
    text = mail.get_body(("plain",)).get_content()
    html = Read(mail.get_body(("html",)).get_content())
    words = " ".join(" ".join(html.words).split())
    for said in (
        SAID,
        ORIGINAL,
        "Bread & <b>circuses</b>",
        "Lin Ruomei",
        "12 Quay Street",
        "Meridian TV",
        "2:01",
    ):
        assert said in text and said in words
    assert (html.fetched, html.unclosed, html.open) == ([], [], [])
    direction = 'dir="rtl"' if language == "ar" else 'dir="ltr"'
    assert direction in mail.get_body(("html",)).get_content()


def test_a_long_bulletin_is_cut_before_mail_programs_do(post_office, settings):
    settings.BULLETINS_MOST_CLIPS = 30
    reader()
    for number in range(1, 61):
        clip_row(number, SEVEN - timedelta(minutes=number), title="列" * 120)
    sent(post_office)
    html = post_office.taken[0][1].get_body(("html",))
    assert len(html.get_payload().encode()) < 100_000
    issue = Issue.objects.get()
    text = post_office.taken[0][1].get_body(("plain",)).get_content()
    assert f"https://archive.example/bulletins/issues/{issue.key}" in text
    shown = text.count("https://archive.example/clips/")
    assert f"{60 - shown} more" in text


def test_a_signature_of_dkim_verifies_after_a_relay(post_office):
    reader("mona@reader.example", language="ru")
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    raw = []
    original = post_office.handle_DATA

    async def keep(server, session, envelope):
        raw.append(envelope.content)
        return await original(server, session, envelope)

    post_office.handle_DATA = keep
    hand_over_waiting(now=SEVEN)
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    covered = [b"from", b"to", b"subject", b"list-unsubscribe", b"list-unsubscribe-post", b"message-id"]
    signature = dkim.sign(
        raw[0], b"mail", b"archive.example", private, include_headers=covered,
        canonicalize=(b"relaxed", b"relaxed"),
    )  # fmt: skip

    def published(name, timeout=5):
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    relayed = b"Received: from a by b; Tue, 3 Mar 2026 07:00:01 +0000\r\n" + signature + raw[0]
    assert dkim.verify(relayed, dnsfunc=published)
    folded = relayed.replace(b">,\r\n <mailto", b">, <mailto")
    assert folded != relayed and dkim.verify(folded, dnsfunc=published)
    tampered = relayed.replace(b"leave/", b"leaves/", 1)
    assert not dkim.verify(tampered, dnsfunc=published)
    assert max(map(len, raw[0].split(b"\r\n"))) < 998
    assert message_from_bytes(raw[0], policy=policy.strict) is not None


def test_who_left_since_it_was_made_gets_nothing(post_office):
    left, ended = reader("left@r.example"), reader("ended@r.example")
    banned, paused = reader("banned@r.example"), reader("paused@r.example")
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    Subscriber.objects.filter(pk=left.pk).update(state="unsubscribed")
    ended.subscriptions.update(state="ended")
    Suppression.objects.create(mark=banned.mark, because="complaint", at=SEVEN)
    Subscriber.objects.filter(pk=paused.pk).update(state="paused", paused_until=SEVEN + DAY)
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"dropped": 3}
    assert post_office.taken == []
    assert states() == [("dropped", "left"), ("dropped", "ended"), ("dropped", "left"), ("waiting", "")]
    hand_over_waiting(now=SEVEN + DAY)
    assert [to for to, _mail in post_office.taken] == ["paused@r.example"]


def test_what_was_withdrawn_since_is_left_out(post_office):
    reader("two@r.example", [("everything", "", "daily")])
    reader("one@r.example")
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    clip_row(2, SEVEN - timedelta(hours=1), topics=("harvest",))
    compose_due(cadence="daily", now=SEVEN)
    withdraw_row(clip, SEVEN)
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"sent": 1, "dropped": 1}
    [(to, mail)] = post_office.taken
    assert (to, "Clip 1" in mail.as_string()) == ("two@r.example", False)
    assert states() == [("sent", ""), ("dropped", "withdrawn")]


def test_what_was_restricted_since_is_left_out(post_office):
    reader()
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    clip.restricted_in = "*"
    clip.save()
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"dropped": 1}
    assert post_office.taken == []


def test_corrections_stand_first_with_what_the_desk_says(post_office):
    reader()
    clip = clip_row(1, SEVEN - timedelta(hours=1))
    sent(post_office)
    change_row(clip, SEVEN + timedelta(hours=1), note="The speed was wrong.")
    clip_row(2, SEVEN + timedelta(hours=2))
    sent(post_office, SEVEN + DAY)
    mail = post_office.taken[1][1]
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "Railways: 1 new clip, 1 correction"
    assert text.index("† Correction") < text.index("The speed was wrong.") < text.index("Clip 2")


def test_an_address_that_is_none_is_given_up(post_office):
    gone, busy, angry = reader("gone@r.example"), reader("busy@r.example"), reader("angry@r.example")
    post_office.answers = {
        "gone@r.example": "550 5.1.1 no such user",
        "busy@r.example": "451 4.3.0 later",
        "angry@r.example": "554 5.7.1 policy",
    }
    clip_row(1, SEVEN - timedelta(hours=1))
    counts, _ = sent(post_office)
    assert counts == {"refused": 2, "put off": 1}
    for one in (gone, busy, angry):
        one.refresh_from_db()
    assert [one.state for one in (gone, busy, angry)] == ["bounced hard", "active", "bounced soft"]
    assert Suppression.objects.get().mark == gone.mark
    post_office.answers = {}
    assert dict(hand_over_waiting(now=SEVEN + timedelta(seconds=59)).counts) == {}
    assert dict(hand_over_waiting(now=SEVEN + timedelta(seconds=60)).counts) == {"sent": 1}


def test_a_server_that_is_away_loses_nothing(post_office, settings):
    for name in ("one", "two"):
        reader(f"{name}@r.example")
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    outcome = hand_over_waiting(now=SEVEN)
    assert (dict(outcome.counts), bool(outcome.trouble)) == ({}, True)
    assert [state for state, _trouble in states()] == ["waiting", "waiting"]
    settings.EMAIL_PORT = port
    assert dict(hand_over_waiting(now=SEVEN + timedelta(minutes=2)).counts) == {"sent": 2}


def test_halted_everything_waits(post_office):
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    halt_all(reason="A wrong clip is out.", actor=COMMAND_LINE)
    assert sent(post_office) == ({}, [])
    lift_halt(actor=COMMAND_LINE)
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"sent": 1}


def test_what_a_dead_sender_held_is_sent_by_the_next(post_office):
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    dead = claims.new_sender().split(":")
    claims.claim(sender=f"{dead[0]}:999999999:{dead[2]}", most=10, now=SEVEN)
    assert states() == [("claimed", "")]
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"sent": 1}


def test_what_a_living_sender_holds_is_left_to_it(post_office):
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    claims.claim(sender=claims.new_sender(), most=10, now=SEVEN)
    assert dict(hand_over_waiting(now=SEVEN).counts) == {}
    Delivery.objects.update(claimed_at=datetime.now(UTC) - timedelta(minutes=6))
    assert dict(hand_over_waiting(now=SEVEN).counts) == {"sent": 1}


def test_a_domain_gets_no_more_than_its_share(post_office, settings):
    settings.BULLETINS_PER_DOMAIN = 20
    for name in ("a", "b", "c"):
        reader(f"{name}@big.example")
    reader("d@small.example")
    clip_row(1, SEVEN - timedelta(hours=1))
    counts, mails = sent(post_office)
    assert counts == {"sent": 3, "put off": 1}
    assert sorted(to for to, _ in mails) == ["a", "b", "d"]


def test_files_in_a_folder_where_no_server_is_set(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = "dragoman.letters.folder.FolderBackend", tmp_path
    reader()
    clip_row(1, SEVEN - timedelta(hours=1))
    compose_due(cadence="daily", now=SEVEN)
    hand_over_waiting(now=SEVEN)
    [file] = tmp_path.iterdir()
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert (mail["List-Unsubscribe-Post"], mail["To"]) == (
        "List-Unsubscribe=One-Click",
        "mona@reader.example",
    )
    assert SAID in mail.get_body(("plain",)).get_content()
