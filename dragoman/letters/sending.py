"""One letter to the mail server, and what its answer means."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from dragoman.letters.models import Letter
from dragoman.letters.terms import PATIENCE, LetterState, pause_after


def send_letter(letter: Letter) -> None:
    """Hand it over once, and write down what came of it. A letter that is settled is left alone."""
    if letter.state != LetterState.WAITING:
        return
    try:
        message(letter).send()
    except (OSError, smtplib.SMTPException) as error:
        _take_note(letter, error)
    else:
        _settle(letter, LetterState.SENT)


def message(letter: Letter) -> EmailMultiAlternatives:
    """As it goes out. The Message-ID is the letter's own: a second copy, after a crash, is known for one."""
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    mail = EmailMultiAlternatives(
        letter.subject,
        letter.text,
        to=[letter.address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={
            "Auto-Submitted": "auto-generated",
            **({"Content-Language": letter.language} if letter.language else {}),
            **letter.headers,
            "Message-ID": f"<{letter.pk}@{host}>",
        },
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for one in letter.enclosures.all():
        mail.attach(one.name, bytes(one.content), one.media_type)
    return mail


def is_final(error: Exception) -> bool:
    """Whether the server will give the same answer tomorrow (RFC 5321, 4.2.1: codes of 500 and above)."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    if isinstance(error, smtplib.SMTPAuthenticationError | smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return False  # ours to mend, not the reader's fault
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code >= 500


def _take_note(letter: Letter, error: Exception) -> None:
    letter.attempts += 1
    letter.trouble = _said(error)
    waited = timezone.now() - letter.created_at
    if is_final(error) or waited >= PATIENCE:
        _settle(letter, LetterState.REFUSED)
        return
    letter.next_at = timezone.now() + min(
        pause_after(letter.attempts), PATIENCE - waited + timedelta(seconds=1)
    )
    letter.save(update_fields=["attempts", "trouble", "next_at"])


def _settle(letter: Letter, state: LetterState) -> None:
    letter.state = state
    letter.settled_at = timezone.now()
    fields = ["state", "settled_at", "attempts", "trouble"]
    if state == LetterState.SENT:
        letter.attempts += 1
        letter.text = letter.html = letter.trouble = ""
        letter.enclosures.all().delete()
        fields += ["text", "html"]
    letter.save(update_fields=fields)


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(f"{code} {_words(said)}" for code, said in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    return str(error) or type(error).__name__


def _words(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
