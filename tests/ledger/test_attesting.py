"""Heads stamped by an authority made with openssl, and cosigned by a witness on loopback: a stub, and called one."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.ledger.attesting import NotAttested, attest_head
from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import make_first_key
from dragoman.ledger.selectors import latest_checkpoint, signed_note, timestamp_of
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.lib.record.merkle import check_consistency
from dragoman.lib.record.note import WITNESS, SigningKey, parse_checkpoint
from dragoman.lib.record.timestamp import ask_about
from tests.ledger import authority as authorities

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    make_first_key(actor=SYSTEM)
    return sign_head(actor=SYSTEM)


class StubWitness:
    """Remembers the last head it saw, checks that the next goes on from it, and cosigns."""

    def __init__(self):
        self.key = SigningKey.generate("witness.example/w1", WITNESS)
        self.seen = None
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                status, body = stub.answer(self.rfile.read(int(self.headers["Content-Length"])).decode())
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, body):
        asked, _, text = body.partition("\n\n")
        first, *proof = asked.split("\n")
        old = int(first.removeprefix("old "))
        note, head = parse_checkpoint(text)
        if old != (self.seen.size if self.seen else 0):
            return 409, f"{self.seen.size if self.seen else 0}\n"
        if self.seen:
            path = [base64.b64decode(one) for one in proof]
            check_consistency(old, self.seen.root, head.size, head.root, path)
        self.seen = head
        return 200, self.key.cosign(note.text, 1_700_000_000 + head.size).write() + "\n"


@pytest.fixture
def witness(settings):
    stub = StubWitness()
    settings.LEDGER_WITNESSES = (f"{stub.key.verifying}|http://127.0.0.1:{stub.server.server_port}",)
    yield stub
    stub.server.shutdown()
    stub.server.server_close()


def test_head_is_cosigned_once_and_the_next_one_goes_on_from_it(signed, witness):
    assert attest_head(checkpoint=signed) == ["witness.example/w1"]
    assert attest_head(checkpoint=signed) == []
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert attest_head(checkpoint=sign_head(actor=SYSTEM)) == ["witness.example/w1"]
    note, _ = parse_checkpoint(signed_note(latest_checkpoint()))
    assert note.verified_by(witness.key.verifying)


def test_witness_that_saw_more_than_we_remember_is_asked_from_there(signed, witness):
    witness.seen = parse_checkpoint(signed.note)[1]
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert attest_head(checkpoint=sign_head(actor=SYSTEM)) == ["witness.example/w1"]


def test_cosignature_by_another_key_is_not_kept(signed, witness):
    witness.key = SigningKey.generate("witness.example/w1", WITNESS)
    with pytest.raises(NotAttested, match="no cosignature that holds"):
        attest_head(checkpoint=signed)
    assert signed.attestations.count() == 0


def test_head_is_stamped_by_an_authority(signed, settings, tmp_path):
    folder = tmp_path / "authority"
    folder.mkdir()
    made = authorities.Authority.made_in(folder)
    with authorities.serving(authorities.stamping(made)) as url:
        settings.TIMESTAMP_URL = url
        settings.TIMESTAMP_ROOTS_FILE = folder / "root.pem"
        assert attest_head(checkpoint=signed) == [url]
    assert timestamp_of(signed)


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "file:///etc/passwd"])
def test_authority_that_does_not_answer_holds_nothing_back(signed, settings, url):
    settings.TIMESTAMP_URL = url
    with pytest.raises(NotAttested):
        attest_head(checkpoint=signed)
    assert timestamp_of(signed) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b""),
        (200, b"no signature"),
        (200, b"\xff\xfe"),
        (409, b"7\n"),
        (409, b"much"),
        (409, b"0\n"),
        (403, b"who are you"),
        (307, b"http://127.0.0.1:9/elsewhere"),
    ],
)
def test_odd_answers_of_a_witness_are_said_and_nothing_is_kept(signed, settings, status, body):
    key = SigningKey.generate("witness.example/w1", WITNESS).verifying
    with authorities.serving(lambda _path, _body: (status, "text/plain", body)) as url:
        settings.LEDGER_WITNESSES = (f"{key}|{url}",)
        with pytest.raises(NotAttested):
            attest_head(checkpoint=signed)
    assert signed.attestations.count() == 0


def test_witness_whose_key_can_t_be_read_is_said(signed, settings):
    settings.LEDGER_WITNESSES = ("no key|http://127.0.0.1:9",)
    with pytest.raises(NotAttested, match="not a witness's key"):
        attest_head(checkpoint=signed)


def test_moment_that_no_calendar_has_is_refused(signed, witness):
    witness.answer = lambda body: (200, witness.key.cosign(_text(body), 2**60).write() + "\n")
    with pytest.raises(NotAttested, match="no calendar"):
        attest_head(checkpoint=signed)


def _text(body):
    return parse_checkpoint(body.partition("\n\n")[2])[0].text


def test_one_that_fails_does_not_keep_the_others_from_answering(signed, settings, witness):
    settings.TIMESTAMP_URL = "http://127.0.0.1:9/"
    with pytest.raises(NotAttested, match="can't be reached"):
        attest_head(checkpoint=signed)
    assert signed.attestations.count() == 1


def test_stamp_by_another_authority_is_refused_and_one_of_another_text_as_well(signed, settings, tmp_path):
    folders = [tmp_path / "ours", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    ours, other = (authorities.Authority.made_in(folder) for folder in folders)
    settings.TIMESTAMP_ROOTS_FILE = folders[0] / "root.pem"
    with authorities.serving(authorities.stamping(other)) as url:
        settings.TIMESTAMP_URL = url
        with pytest.raises(NotAttested, match="no time stamp"):
            attest_head(checkpoint=signed)
    with authorities.serving(lambda _path, _body: (200, "x/y", ours.answer(ask_about("other").data))) as url:
        settings.TIMESTAMP_URL = url
        with pytest.raises(NotAttested, match="no time stamp"):
            attest_head(checkpoint=signed)
        settings.TIMESTAMP_ROOTS_FILE = tmp_path / "none.pem"
        with pytest.raises(NotAttested, match="another text"):
            attest_head(checkpoint=signed)
    assert timestamp_of(signed) is None
