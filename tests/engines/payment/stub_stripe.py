"""A stub of Stripe's API: answers with objects shaped like those of its reference, and remembers what it was asked.

It is no Stripe: it checks no key, moves no money, and knows a handful of addresses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit


class StubStripe:
    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str], str]] = []
        self.answers: dict[tuple[str, str], tuple[int, dict]] = {}
        self.address = ""

    def answer(self, method: str, path: str, body: dict, status: int = 200) -> None:
        self.answers[method, path] = (status, body)


@contextmanager
def stub_stripe() -> Iterator[StubStripe]:
    stub = StubStripe()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            address = urlsplit(self.path)
            told = dict(parse_qsl(body or address.query, keep_blank_values=True))
            stub.asked.append((self.command, address.path, told, self.headers.get("Idempotency-Key", "")))
            missing = (404, {"error": {"type": "invalid_request_error", "message": "No such thing"}})
            status, answer = stub.answers.get((self.command, address.path), missing)
            data = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_DELETE = _do  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stub.address = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def subscription(**changed: object) -> dict:
    return {
        "id": "sub_1",
        "object": "subscription",
        "status": "active",
        "currency": "eur",
        "customer": "cus_1",
        "metadata": {"reference": "RF18539007547034"},
        "pause_collection": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "items": {
            "object": "list",
            "data": [
                {
                    "id": "si_1",
                    "object": "subscription_item",
                    "quantity": 1,
                    "current_period_end": 1_767_182_400,
                    "price": {"id": "price_1", "product": "prod_1", "unit_amount": 1000, "currency": "eur"},
                }
            ],
        },
    } | changed


def invoice(**changed: object) -> dict:
    return {
        "id": "in_1",
        "object": "invoice",
        "currency": "eur",
        "customer": "cus_1",
        "amount_paid": 1000,
        "amount_due": 1000,
        "attempt_count": 1,
        "parent": {
            "type": "subscription_details",
            "subscription_details": {
                "subscription": "sub_1",
                "metadata": {"reference": "RF18539007547034"},
            },
        },
    } | changed


def event(kind: str, thing: dict, **changed: object) -> dict:
    return {
        "id": "evt_1",
        "object": "event",
        "api_version": "2026-10-28.endive",
        "created": 1_764_000_000,
        "livemode": False,
        "type": kind,
        "data": {"object": thing},
    } | changed
