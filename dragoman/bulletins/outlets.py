"""Handing mails to the mail server over a connection that stays open; other ways of sending go one by one.

smtplib's own ``sendmail`` reads each text again to double its dots, which was done when its pieces were made.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage as ParsedMessage
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

_SMTP = "django.core.mail.backends.smtp.EmailBackend"
_MOST_ON_ONE = 500
"""Mails on one connection, after which many servers would end it themselves."""


class Refused(Exception):
    """The server will give the same answer tomorrow: this mail can't be sent to this address."""


class NotNow(Exception):
    """This mail was not taken; it may be later."""


class OutOfReach(Exception):
    """No mail can be handed over now, whoever it is for."""


class Outlet(Protocol):
    def hand_over(self, sender: str, recipient: str, data: bytes) -> None:
        """Returns when the server has taken it. Raises ``Refused``, ``NotNow`` or ``OutOfReach``."""

    def close(self) -> None: ...


class SmtpOutlet:
    """One connection, opened when it is needed and again when the server ended it."""

    def __init__(self) -> None:
        self._server: smtplib.SMTP | None = None
        self._sent = 0

    def hand_over(self, sender: str, recipient: str, data: bytes) -> None:
        server = self._connected()
        try:
            self._talk(server, sender, recipient, data)
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise OutOfReach(str(error) or type(error).__name__) from error
        self._sent += 1
        if self._sent >= _MOST_ON_ONE:
            self.close()

    def _talk(self, server: smtplib.SMTP, sender: str, recipient: str, data: bytes) -> None:
        self._expect(server, server.mail(sender), ours=True)
        self._expect(server, server.rcpt(recipient))
        self._expect(server, server.docmd("DATA"), wanted=354, ours=True)
        server.send(data + b".\r\n")
        self._expect(server, server.getreply())

    def _expect(
        self, server: smtplib.SMTP, reply: tuple[int, bytes], *, wanted: int = 250, ours: bool = False
    ) -> None:
        """``ours``: what is refused says nothing of the reader's address."""
        code, said = reply
        if code == wanted or (wanted == 250 and code == 251):
            return
        words = f"{code} {said.decode('utf-8', 'replace')}"
        if code == 421:
            self._drop()
            raise OutOfReach(words)
        code_of_reset, _said = server.docmd("RSET")
        if code_of_reset != 250:
            self._drop()
        if code >= 500 and not ours:
            raise Refused(words)
        raise NotNow(words)

    def _connected(self) -> smtplib.SMTP:
        if self._server is None:
            try:
                self._server = _open()
            except (OSError, smtplib.SMTPException) as error:
                raise OutOfReach(str(error) or type(error).__name__) from error
            self._sent = 0
        return self._server

    def _drop(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def close(self) -> None:
        if self._server is not None:
            try:
                self._server.quit()
            except (OSError, smtplib.SMTPException):
                self._server.close()
            self._server = None


class BackendOutlet:
    """Whatever else is set to send mail: files in a folder, a provider's own way."""

    def __init__(self) -> None:
        self._backend = get_connection(fail_silently=False)

    def hand_over(self, sender: str, recipient: str, data: bytes) -> None:
        try:
            _message(sender, recipient, data, self._backend).send()
        except (OSError, smtplib.SMTPException) as error:
            raise OutOfReach(str(error) or type(error).__name__) from error

    def close(self) -> None:
        self._backend.close()


@contextmanager
def opened_outlet() -> Iterator[Outlet]:
    outlet: Outlet = SmtpOutlet() if settings.EMAIL_BACKEND == _SMTP else BackendOutlet()
    try:
        yield outlet
    finally:
        outlet.close()


def _open() -> smtplib.SMTP:
    kind = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
    server = kind(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
    if settings.EMAIL_USE_TLS:
        server.starttls()
    if settings.EMAIL_HOST_USER:
        server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
    server.ehlo_or_helo_if_needed()
    return server


def _message(sender: str, recipient: str, data: bytes, backend: object) -> EmailMultiAlternatives:
    plain = data.replace(b"\r\n..", b"\r\n.")
    parsed = message_from_bytes(plain, _class=ParsedMessage, policy=policy.default)
    text, html = (one.get_content() for one in parsed.iter_parts())
    left_out = {"from", "to", "subject", "mime-version", "content-type"}
    mail = EmailMultiAlternatives(
        str(parsed["Subject"]),
        text,
        from_email=str(parsed["From"]),
        to=[recipient],
        headers={
            name: " ".join(str(value).split())
            for name, value in parsed.items()
            if name.lower() not in left_out
        },
        connection=backend,
    )
    mail.attach_alternative(html, "text/html")
    return mail
