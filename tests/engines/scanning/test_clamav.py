"""The adapter speaks the daemon's own protocol; the daemon here is a stub that knows one sign."""

from __future__ import annotations

import socketserver
import struct
import threading

import pytest

from dragoman.engines.scanning.clamav import ClamAv
from dragoman.engines.scanning.port import ScannerUnavailable
from dragoman.engines.scanning.scripted import SIGN, ScriptedScanner


class Clamd(socketserver.StreamRequestHandler):
    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        answer = b"stream: Eicar-Signature FOUND\0" if SIGN in content else b"stream: OK\0"
        self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0" if len(content) > 500_000 else answer)


@pytest.fixture(scope="module")
def clamd():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"tcp://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("make", [ClamAv, lambda address: ScriptedScanner()])
def test_harmful_files_are_named_and_others_are_not(clamd, tmp_path, make):
    path = tmp_path / "file"
    found = []
    for content in (b"", b"x" * 200_000, b"x" * 100_000 + SIGN):
        path.write_bytes(content)
        found.append(make(clamd).scan(path).is_harmful)
    assert found == [False, False, True]


def test_daemon_that_does_not_answer_keeps_the_file_waiting(clamd, tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"x" * 600_000)
    for address in (clamd, "tcp://127.0.0.1:1", f"unix://{tmp_path}/none.ctl"):
        with pytest.raises(ScannerUnavailable):
            ClamAv(address).scan(path)
