"""A stub of a chat server, told beforehand how badly to answer."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Lines = dict[str, str]
Behaviour = Callable[[dict[str, Any], Lines], "Reply"]


@dataclass(frozen=True)
class Reply:
    status: int = 200
    content: str = ""
    finish: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)
    raw: bytes | None = None


@dataclass
class Stub:
    """Each request takes the next behaviour; the last one stays."""

    behaviours: list[Behaviour]
    url: str = ""
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def lines_of(self, index: int) -> Lines:
        told: dict[str, Any] = json.loads(self.bodies[index]["messages"][1]["content"])
        return dict(told["lines"])

    def reply(self, body: dict[str, Any], key: str) -> Reply:
        self.bodies.append(body)
        self.keys.append(key)
        behaviour = self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]
        return behaviour(body, self.lines_of(-1))


@contextmanager
def serving(*behaviours: Behaviour) -> Iterator[Stub]:
    stub = Stub(list(behaviours))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            reply = stub.reply(body, self.headers.get("Authorization", ""))
            message = {"choices": [{"message": {"content": reply.content}, "finish_reason": reply.finish}]}
            raw = json.dumps(message).encode() if reply.raw is None else reply.raw
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    stub.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield stub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def good(body: dict[str, Any], lines: Lines) -> Reply:
    """Translates into Portuguese of a sort: every line is kept behind a Portuguese word."""
    return Reply(content=json.dumps({key: f"Tradução {text}" for key, text in lines.items()}))


def fixed(reply: Reply) -> Behaviour:
    return lambda body, lines: reply


def changed(change: Callable[[Lines], Lines]) -> Behaviour:
    """A good answer, spoilt."""

    def behave(body: dict[str, Any], lines: Lines) -> Reply:
        return Reply(content=json.dumps(change(json.loads(good(body, lines).content))))

    return behave
