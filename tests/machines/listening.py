"""A real server on this machine that hears calls and answers as it is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Listener:
    """What was heard: headers and body of each call. ``answers`` are given in turn, the last one for ever."""

    url: str = ""
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=lambda: [(204, {}, b"")])
    heard: list[tuple[str, dict[str, str], str]] = field(default_factory=list)


def listen() -> tuple[Listener, ThreadingHTTPServer]:
    listener = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            listener.heard.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            status, headers, answer = listener.answers[0]
            if len(listener.answers) > 1:
                listener.answers.pop(0)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Tests look at what was heard."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listener.url = f"http://127.0.0.1:{server.server_port}/hook?key=1"
    server.handle_error = lambda *_: None  # who hangs up early is no error here
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return listener, server
