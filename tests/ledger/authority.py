"""A time stamp authority, made with the openssl command; and one that answers on loopback."""

from __future__ import annotations

import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from dragoman.lib.record.timestamp import RESPONSE_TYPE, read_roots

_CONFIGURATION = """
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamper]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
authorityKeyIdentifier = keyid
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


@dataclass(frozen=True, slots=True)
class Authority:
    folder: Path

    @classmethod
    def made_in(cls, folder: Path) -> Authority:
        authority = cls(folder)
        (folder / "authority.cnf").write_text(_CONFIGURATION.format(folder=folder))
        (folder / "serial").write_text("01\n")
        config = ["-config", "authority.cnf"]
        ec = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        authority._openssl("req", "-x509", *config, *ec, "-keyout", "root.key", "-out", "root.pem",
                           "-subj", "/CN=Root of a test", "-days", "30", "-extensions", "root")  # fmt: skip
        authority._openssl(
            "req", *config, *ec, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Clock of a test"
        )
        authority._openssl("x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-days", "30",
                           "-CAcreateserial", "-extfile", "authority.cnf", "-extensions", "stamper",
                           "-out", "tsa.pem")  # fmt: skip
        return authority

    @property
    def roots(self):
        return read_roots((self.folder / "root.pem").read_bytes())

    def answer(self, question: bytes) -> bytes:
        (self.folder / "question.tsq").write_bytes(question)
        self._openssl("ts", "-reply", "-config", "authority.cnf", "-queryfile", "question.tsq", "-signer", "tsa.pem",
                      "-inkey", "tsa.key", "-out", "answer.tsr")  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)


@contextmanager
def serving(answer):
    """An address on loopback where ``answer(path, body) -> (status, content type, body)`` answers what is posted."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, content_type, reply = answer(self.path, body)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            if status in (301, 302, 307):
                self.send_header("Location", reply.decode())
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *arguments):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def stamping(authority: Authority):
    """The authority's side of the conversation."""
    return lambda _path, body: (200, RESPONSE_TYPE, authority.answer(body))
