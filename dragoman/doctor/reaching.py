"""How the site is reached: its address from here, its locks, and whom readers can write to."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from dragoman.doctor.terms import Finding, well, worth_doing, wrong
from dragoman.imprint.selectors import imprint

_WAIT_S = 5
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


def address() -> Iterator[Finding]:
    """Asks the public address for a sign of life, the way a stranger would."""
    name, url = _("Public address"), settings.SITE_URL
    if urlsplit(url).hostname in _HERE:
        said = _("The site is set to this machine alone: %(url)s.") % {"url": url}
        yield worth_doing("address", name, said, _("Set DRAGOMAN_SITE_URL to the address that readers use."))
        return
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=_WAIT_S) as answer:  # noqa: S310  our own address
            is_there = answer.status == 200
        said = ""
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        is_there, said = False, str(getattr(error, "reason", error))[:200]
    if is_there:
        yield well("address", name, _("%(url)s answers.") % {"url": url})
    else:
        told = _("%(url)s can’t be reached from here. %(reason)s") % {"url": url, "reason": said}
        yield wrong("address", name, told, _("Look at its name, its certificate and the proxy before it."))


def locks() -> Iterator[Finding]:
    name, parts = _("Locks"), urlsplit(settings.SITE_URL)
    is_here = parts.hostname in _HERE
    if settings.DEBUG:
        said = _("Details of errors are shown to strangers.")
        yield wrong("locks", name, said, _("Take DRAGOMAN_DEBUG out of the settings."))
    elif parts.scheme != "https" and not is_here:
        yield wrong(
            "locks", name, _("Readers come without encryption."), _("Give the site an address with https.")
        )
    elif parts.hostname not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS and not is_here:
        said = _("The site does not answer to its own name.")
        yield wrong("locks", name, said, _("Add the name to DRAGOMAN_ALLOWED_HOSTS."))
    elif not is_here and not settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        said = _("All visitors look alike where a proxy stands before the site.")
        yield worth_doing(
            "locks", name, said, _("Say how many in DRAGOMAN_TRUSTED_PROXIES; leave it where there is none.")
        )
    else:
        yield well("locks", name, _("Nothing stands open."))


def contact() -> Iterator[Finding]:
    said = imprint()
    if said.email:
        yield well("contact", _("Contact"), said.email)
    else:
        advice = _("Give an address under Site, Name and look: several pages name it.")
        yield worth_doing("contact", _("Contact"), _("Readers find no address to write to."), advice)
