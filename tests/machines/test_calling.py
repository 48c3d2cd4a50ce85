"""Nobody is led inside by an address, however it is written, looked up or answered."""

from __future__ import annotations

import socket
import threading
import time
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.machines import calling
from dragoman.machines.calling import call, checked_url, is_open
from dragoman.machines.terms import CallFailed, WebhookRefused

INSIDE = (
    *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
    *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
    *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0::1"),
)


@pytest.mark.parametrize("address", INSIDE)
def test_inside_is_not_open(address):
    assert not is_open(ip_address(address))
    written = f"[{address}]" if ":" in address else address
    with pytest.raises(WebhookRefused):
        checked_url(f"https://{written}/hook")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_outside_is_open(address):
    assert is_open(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hook",
        "http://example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///hook",
        "https://user:secret@example.org/",
        "https://example.org:99999/",
        "https://[::1/",
        "https://example.org/a b",
        "https://example.org/\r\nX: y",
        "https://exämple.org/",
        "https://example.org/#part",
    ],
)
def test_what_is_no_address_to_call_is_refused(url):
    with pytest.raises(WebhookRefused):
        checked_url(url)


@given(st.text())
def test_any_text_is_an_address_or_refused(text):
    try:
        target = checked_url(text)
    except WebhookRefused:
        return
    assert target.is_secure and target.host and target.path.startswith("/")


def looked_up(monkeypatch, *addresses):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, 443)) for one in addresses]
    monkeypatch.setattr(calling.socket, "getaddrinfo", lambda *_, **__: found)
    connected = []

    def refuse(address, **_):
        connected.append(address)
        raise ConnectionRefusedError("nobody there")

    monkeypatch.setattr(calling.socket, "create_connection", refuse)
    return connected


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("93.184.216.34", "10.0.0.1")])
def test_name_that_leads_inside_is_not_called(monkeypatch, addresses):
    connected = looked_up(monkeypatch, *addresses)
    with pytest.raises(CallFailed, match="private network"):
        call("https://rebound.example/hook", {}, "{}")
    assert connected == []


def test_call_goes_to_the_address_that_was_looked_at(monkeypatch):
    connected = looked_up(monkeypatch, "93.184.216.34")
    with pytest.raises(CallFailed, match="nobody there"):
        call("https://archive.example/hook", {}, "{}")
    assert connected == [("93.184.216.34", 443)]


def test_redirect_is_an_answer_and_not_followed(listener):
    listener.answers = [(302, {"Location": listener.url + "&second=1"}, b"there")]
    called = call(listener.url, {"webhook-id": "msg_1"}, "{}")
    assert (called.status, called.answer, len(listener.heard)) == (302, "there", 1)
    path, headers, body = listener.heard[0]
    assert (path, headers["webhook-id"], body) == ("/hook?key=1", "msg_1", "{}")


def test_long_answer_is_not_read_to_the_end(listener):
    listener.answers = [(200, {}, b"x" * 5_000_000)]
    assert len(call(listener.url, {}, "{}").answer) == 2000


def test_slow_answer_has_an_end(settings, monkeypatch):
    """A letter now and then keeps a plain time limit awake for ever."""
    settings.WEBHOOKS_INSIDE = True
    monkeypatch.setattr(calling, "_WHOLE_S", 0.6)
    server = socket.create_server(("127.0.0.1", 0))

    def dribble():
        peer, _ = server.accept()
        try:
            peer.sendall(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                peer.sendall(b"X")
                time.sleep(0.1)
        except OSError:
            pass
        peer.close()

    threading.Thread(target=dribble, daemon=True).start()
    started = time.monotonic()
    with pytest.raises(CallFailed):
        call(f"http://127.0.0.1:{server.getsockname()[1]}/", {}, "{}")
    assert time.monotonic() - started < 5
    server.close()


@pytest.mark.parametrize("answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n", b"\x16\x03\x01"])
def test_nonsense_is_a_failed_call(settings, answer):
    settings.WEBHOOKS_INSIDE = True
    server = socket.create_server(("127.0.0.1", 0))

    def speak():
        peer, _ = server.accept()
        peer.recv(1000)
        peer.sendall(answer)
        peer.close()

    threading.Thread(target=speak, daemon=True).start()
    with pytest.raises(CallFailed):
        call(f"http://127.0.0.1:{server.getsockname()[1]}/", {}, "{}")
    server.close()
