"""One question to a server that speaks the OpenAI chat protocol: addresses, back-off, and a breaker."""

from __future__ import annotations

import http.client
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message
from enum import IntEnum
from typing import IO, Any
from urllib.parse import urlsplit

from dragoman.engines.translation.port import EngineUnavailable, TranslationFailed

_LARGEST_ANSWER = 4_000_000
_LONGEST_WAIT_S = 60.0
_FAILURES_TO_OPEN = 5
_OPEN_S = 60.0


class AnswerShape(IntEnum):
    """How strictly the server is held to a form; a server that refuses one is asked for the next."""

    SCHEMA = 0
    JSON_OBJECT = 1
    PLAIN = 2


class ShapeRefused(Exception):
    """The server does not take this form of question."""


@dataclass(frozen=True, slots=True)
class Server:
    """``url`` is the address before ``/chat/completions``, as in ``http://localhost:8000/v1``."""

    url: str
    model: str
    api_key: str = ""
    timeout_s: float = 120.0
    attempts: int = 5


@dataclass(frozen=True, slots=True)
class Answer:
    text: str
    finished: bool


@dataclass(slots=True)
class Breaker:
    """Stops asking a server that keeps failing, for a minute."""

    clock: Callable[[], float] = time.monotonic
    failures: int = 0
    open_until: float = field(default=float("-inf"))

    def check(self) -> None:
        if self.clock() < self.open_until:
            raise EngineUnavailable("The translation server keeps failing: it is asked again in a minute.")

    def failed(self) -> None:
        self.failures += 1
        if self.failures >= _FAILURES_TO_OPEN:
            self.open_until = self.clock() + _OPEN_S
            self.failures = 0

    def worked(self) -> None:
        self.failures = 0


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """The key goes to the server the operator named and to no other."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())


def problems_with(server: Server) -> list[str]:
    parts = urlsplit(server.url)
    problems = []
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        problems.append("Give the address of the translation server, such as http://localhost:8000/v1.")
    if not server.model:
        problems.append("Name the model the translation server should use.")
    return problems


def ask(server: Server, body: dict[str, Any], breaker: Breaker, wait: Callable[[float], None]) -> Answer:
    """The server's answer. Timeouts, 429 and server errors are tried again, waiting longer each time.

    ``wait`` sleeps for the seconds given, and may raise to stop.
    """
    for attempt in range(server.attempts):
        breaker.check()
        try:
            answer = _read(_send(server, body))
        except urllib.error.HTTPError as error:
            with error:
                pause = _pause_after(error, attempt)
        except (urllib.error.URLError, TimeoutError, http.client.HTTPException, ConnectionError):
            pause = 2.0**attempt
        else:
            breaker.worked()
            return answer
        breaker.failed()
        if attempt + 1 < server.attempts:
            wait(min(pause, _LONGEST_WAIT_S))
    raise EngineUnavailable(f"The translation server at {server.url} does not answer.")


def _send(server: Server, body: dict[str, Any]) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if server.api_key:
        headers["Authorization"] = f"Bearer {server.api_key}"
    request = urllib.request.Request(  # noqa: S310  the operator's own address, checked for its scheme
        f"{server.url.rstrip('/')}/chat/completions",
        json.dumps({"model": server.model, **body}, ensure_ascii=False).encode(),
        headers,
    )
    with _opener.open(request, timeout=server.timeout_s) as response:
        raw: bytes = response.read(_LARGEST_ANSWER + 1)
    if len(raw) > _LARGEST_ANSWER:
        raise TranslationFailed("The translation server's answer is longer than 4 MB.")
    return raw


def _read(raw: bytes) -> Answer:
    """An answer in no known form counts as an empty one: its lines are then asked for again."""
    try:
        choice = json.loads(raw)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return Answer("", finished=False)
    return Answer(content if isinstance(content, str) else "", choice.get("finish_reason") in {"stop", None})


def _pause_after(error: urllib.error.HTTPError, attempt: int) -> float:
    """How long to wait before trying again; errors that trying cannot mend are raised in our words."""
    if error.code in {400, 404, 415, 422, 501} and "response_format" in _detail(error):
        raise ShapeRefused
    if error.code in {401, 403}:
        raise EngineUnavailable(
            "The translation server refuses the key: check it in the settings."
        ) from error
    if error.code not in {408, 409, 425, 429} and error.code < 500:
        raise TranslationFailed(f"The translation server refused the request ({error.code}).") from error
    after = error.headers.get("Retry-After", "") if error.headers else ""
    return float(after) if after.isascii() and after.isdecimal() else 2.0**attempt


def _detail(error: urllib.error.HTTPError) -> str:
    """The server's words; a bare 400 to a question with a form is taken to be about the form."""
    try:
        said = error.read(10_000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        said = ""
    return said if "{" in said and "response_format" in said else f"{said} response_format"
