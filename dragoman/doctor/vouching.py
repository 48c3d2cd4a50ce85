"""What vouches for the archive: the ledger's key and signed heads, the certificate that signs media, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.doctor.terms import Finding, well, worth_doing, wrong
from dragoman.engines.signing.certificates import chain_facts
from dragoman.engines.signing.port import SigningUnavailable
from dragoman.jobs.clock import database_now
from dragoman.ledger.selectors import head, latest_checkpoint
from dragoman.publications.signed_media import signing_files
from dragoman.ui.wording import long_date

_HEAD_AGE = timedelta(days=2)
_CLOCK_SKEW = timedelta(seconds=30)


def ledger() -> Iterator[Finding]:
    name = _("Ledger")
    if not settings.LEDGER_KEY_FILE.is_file():
        said = _("There is no key: nothing is signed.")
        yield wrong("ledger_key", name, said, _("Run “dragoman setup”, and keep a copy of the key apart."))
        return
    last, signed = head(), latest_checkpoint()
    if signed is None:
        if last is None:
            yield well("ledger", name, _("Its key is there; nothing is written yet."))
        else:
            yield worth_doing(
                "ledger", name, _("No head is signed yet."), _("Let the worker run, which signs it.")
            )
        return
    said = _("Last signed on %(day)s.") % {"day": long_date(signed.signed_at.date())}
    is_behind = last is not None and last.seq > signed.size
    if is_behind and database_now() - signed.signed_at > _HEAD_AGE:
        yield wrong("ledger", name, said, _("Let the worker run, which signs it."))
    else:
        yield well("ledger", name, said)


def certificate() -> Iterator[Finding]:
    name, now = _("Certificate for media"), datetime.now(UTC)
    try:
        facts = chain_facts(signing_files())
    except SigningUnavailable as error:
        yield worth_doing(
            "certificate", name, str(error), _("Run “dragoman signing setup”, or bring a certificate.")
        )
        return
    until = _("Valid until %(day)s.") % {"day": long_date(facts.ends.date())}
    if not facts.is_current(now):
        yield wrong("certificate", name, until, _("Nothing is signed until there is another one: renew it."))
    elif facts.ends_soon(now):
        yield worth_doing("certificate", name, until, _("Renew it now."))
    elif facts.is_test:
        said = _("It is a test certificate that vouches for nobody.")
        yield worth_doing("certificate", name, said, _("Bring one of your own for readers to trust."))
    else:
        yield well("certificate", name, until)


def clock() -> Iterator[Finding]:
    """Against the database's clock, and against the last line of the ledger, which can't be of tomorrow."""
    name, now = _("Time"), datetime.now(UTC)
    advice = _("Let the machine take its time from the network (NTP).")
    last = head()
    if abs(database_now() - now) > _CLOCK_SKEW:
        yield wrong(
            "time", name, _("This machine and its database differ by more than half a minute."), advice
        )
    elif last is not None and last.at > now + _CLOCK_SKEW:
        yield wrong("time", name, _("The clock stands before the last line of the ledger."), advice)
    else:
        yield well("time", name, f"{now:%Y-%m-%d %H:%M} UTC")
