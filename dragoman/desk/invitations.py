"""The link with which a new person sets their password, and the letter that carries it."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from allauth.account import app_settings
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.imprint.selectors import site_name

_log = logging.getLogger(__name__)


def password_link(person: User) -> str:
    """An address that sets this person's password, once, until the reset time-out has passed."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    path = reverse(
        "account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(person), "key": key}
    )
    return f"{settings.SITE_URL}{path}"


def mail_link(person: User, link: str) -> bool:
    """Whether the letter went out. The link is shown on the page as well, so a failure loses nothing."""
    words = {
        "person": person,
        "link": link,
        "site_name": site_name(),
        "days": settings.PASSWORD_RESET_TIMEOUT // 86400,
    }
    try:
        send_mail(
            _("Your access to %(site)s") % {"site": site_name()},
            render_to_string("desk/mail/invitation.txt", words),
            None,
            [person.email],
        )
    except (OSError, SMTPException):
        _log.warning("The invitation of %s could not be mailed.", person.handle, exc_info=True)
        return False
    return True
