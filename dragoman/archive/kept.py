"""Finished pages, kept in the process: a published edition never changes, so its page is made once."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import brotli  # type: ignore[import-untyped]
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from dragoman.imprint.selectors import standing_version
from dragoman.lib.hashing import digest
from dragoman.publications.readers import reader_country

_PACKAGE = Path(__file__).resolve().parents[1]
_WORTH_PACKING = 1024


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes of a page and what they are made of; packed forms are made when first asked for."""

    body: bytes
    etag: str
    path: str = ""
    content_type: str = "text/html; charset=utf-8"
    edition: int = 0
    """The edition whose words are on it, where somebody asks."""
    packed: dict[str, bytes] = field(default_factory=dict, compare=False)

    @property
    def size_bytes(self) -> int:
        return len(self.body) * 3 // 2  # with its packed forms

    def encoded(self, coding: str) -> bytes:
        if coding not in self.packed:
            # 5 packs a page in 2 ms and within a tenth of the best; the best takes 100.
            self.packed[coding] = (
                brotli.compress(self.body, quality=5)
                if coding == "br"
                else gzip.compress(self.body, compresslevel=6, mtime=0)
            )
        return self.packed[coding]


class KeptPages:
    """The pages asked for last, up to so many bytes; apart for countries in which something is restricted."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._held_bytes = 0
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Page | None:
        with self._lock:
            page = self._pages.get((key, reader_country()))
            if page is not None:
                self._pages.move_to_end((key, reader_country()))
            return page

    def keep(self, key: Hashable, page: Page) -> None:
        key = (key, reader_country())
        with self._lock:
            old = self._pages.pop(key, None)
            self._held_bytes += page.size_bytes - (old.size_bytes if old else 0)
            self._pages[key] = page
            while self._held_bytes > self._most_bytes:
                _, dropped = self._pages.popitem(last=False)
                self._held_bytes -= dropped.size_bytes

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._held_bytes = 0


def answer(request: HttpRequest, page: Page, *, cache_control: str = "") -> HttpResponse:
    """The page, or 304 for a reader who has it; packed the way the reader's browser can unpack.

    It is the same for everybody, so that shared caches may keep it; ``for_everybody`` says for how long.
    """
    response = get_conditional_response(request, etag=page.etag)
    if not isinstance(response, HttpResponse):
        coding = accepted_coding(request.headers.get("Accept-Encoding", ""))
        is_packed = bool(coding) and len(page.body) >= _WORTH_PACKING
        response = HttpResponse(
            page.encoded(coding) if is_packed else page.body, content_type=page.content_type
        )
        if is_packed:
            response.headers["Content-Encoding"] = coding
    response.headers["ETag"] = page.etag
    response.headers["Cache-Control"] = cache_control or for_everybody()
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def for_everybody() -> str:
    """Kept by anyone and shown by no one without asking, unless the installation lets caches answer for a while.

    Asking costs one question and no bytes. With seconds given, a withdrawn page may outlive its withdrawal by as
    many, and by as many again while the cache asks behind the reader's back.
    """
    seconds = settings.SHARED_CACHE_SECONDS
    if not seconds:
        return "public, no-cache"
    return f"public, max-age=0, s-maxage={seconds}, stale-while-revalidate={seconds}"


def accepted_coding(header: str) -> str:
    """``br`` or ``gzip``, the better of those accepted; empty for none. ``q=0`` refuses."""
    weights: dict[str, float] = {}
    for part in header.split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().lower()] = _weight(parameters)
    for coding in ("br", "gzip"):
        if weights.get(coding, 0) > 0:
            return coding
    return ""


def page_version() -> str:
    """Changes with all that pages are made from but their own words: the code, the settings, the imprint."""
    stood = standing_version()
    return f"{_code_version()}{stood:x}" if stood else _code_version()


@cache
def _code_version() -> str:
    kinds = {".py", ".html", ".po", ".css", ".js", ".typ", ".md"}
    rooms = ("archive", "ui", "writings")
    files = sorted(path for room in rooms for path in (_PACKAGE / room).rglob("*") if path.suffix in kinds)
    parts = [digest(path.read_bytes()) for path in files]
    return digest(
        f"{parts}{settings.SITE_URL}{settings.SITE_NAME}{settings.DEMONSTRATION}{settings.GIVING.is_set}".encode()
    )[:12]


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
