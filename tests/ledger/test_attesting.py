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
