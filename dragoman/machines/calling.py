"""Calling an address that a person typed in, without being led anywhere inside.

The name is looked up once, every address it has must be one of the open internet, and the call goes to the very
address that was looked at. Redirects are answers like others. A call has an end, however slowly somebody answers.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.machines.terms import CallFailed, WebhookRefused

_CONNECT_S, _WHOLE_S = 10.0, 20.0
_READ = 2000
_LED_ASTRAY = tuple(ip_network(one) for one in ("64:ff9b::/96", "2002::/16", "2001::/32"))
"""Addresses of the open internet that carry one of version 4 inside, and so may lead anywhere."""


@dataclass(frozen=True, slots=True)
class Called:
    status: int
    answer: str
    took_ms: int


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart."""

    is_secure: bool
    host: str
    port: int
    path: str


def checked_url(url: str) -> Target:
    """Raises ``WebhookRefused`` for what is no address to call, as far as can be told without looking it up."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise WebhookRefused(_("This is no address on the web.")) from error
    schemes = ("https", "http") if settings.WEBHOOKS_INSIDE else ("https",)
    if parts.scheme not in schemes or not parts.hostname:
        raise WebhookRefused(_("The address begins with https:// and a host."))
    if parts.username is not None or parts.password is not None:
        raise WebhookRefused(_("Names and passwords don't belong in the address: calls are signed."))
    if parts.fragment or not url.isascii() or not url.isprintable() or " " in url:
        raise WebhookRefused(_("This is no address on the web."))
    address = _written_out(parts.hostname)
    if address is not None and not is_open(address):
        raise WebhookRefused(_("The address leads into a private network."))
    is_secure = parts.scheme == "https"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(is_secure, parts.hostname, port or (443 if is_secure else 80), path)


def _written_out(host: str) -> IPv4Address | IPv6Address | None:
    """The address that stands in place of a name; None for a name."""
    try:
        return ip_address(host.partition("%")[0])
    except ValueError:
        return None


def is_open(address: IPv4Address | IPv6Address) -> bool:
    """Whether anyone on the internet could be meant by it."""
    if settings.WEBHOOKS_INSIDE:
        return True
    inside = getattr(address, "ipv4_mapped", None)
    if inside is not None:
        return is_open(inside)
    if any(address.version == net.version and address in net for net in _LED_ASTRAY):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def call(url: str, headers: dict[str, str], body: str) -> Called:
    """POST, and how the answer begins. Raises ``CallFailed`` where nobody answers or the address is not open."""
    started = time.monotonic()
    try:
        target = checked_url(url)
        connection = _connect(target)
    except WebhookRefused as error:
        raise CallFailed(str(error)) from error
    except (OSError, UnicodeError) as error:
        raise CallFailed(_reason(error)) from error
    is_over = threading.Event()
    watch = threading.Timer(_WHOLE_S, _end, [connection, is_over])
    watch.start()
    try:
        connection.request("POST", target.path, body.encode(), {"User-Agent": "Dragoman-Webhooks", **headers})
        answer = connection.getresponse()
        text = answer.read(_READ).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise CallFailed(_reason(error)) from error
    finally:
        watch.cancel()
        connection.close()
    if is_over.is_set():
        raise CallFailed("no answer in time")
    return Called(answer.status, text, round((time.monotonic() - started) * 1000))


def _connect(target: Target) -> http.client.HTTPConnection:
    """A connection to an address that was looked at, under the name that was asked for."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not addresses or not all(is_open(ip_address(one.partition("%")[0])) for one in addresses):
        raise CallFailed("the address leads into a private network")
    kind = http.client.HTTPSConnection if target.is_secure else http.client.HTTPConnection
    connection = kind(target.host, target.port, timeout=_CONNECT_S)
    plain = socket.create_connection((addresses[0], target.port), timeout=_CONNECT_S)
    try:
        context = ssl.create_default_context()
        connection.sock = (
            context.wrap_socket(plain, server_hostname=target.host) if target.is_secure else plain
        )
    except (OSError, ValueError):
        plain.close()
        raise
    return connection


def _end(connection: http.client.HTTPConnection, is_over: threading.Event) -> None:
    """Whoever answers a letter a minute is hung up on."""
    is_over.set()
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return f"the certificate or the encryption failed: {error.reason or error}"[:200]
    if isinstance(error, socket.gaierror):
        return "the host's name is not known"
    return (str(error) or type(error).__name__)[:200]
