"""What the site says of itself, in the middle of a text."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.imprint.selectors import imprint


def said_by_the_site(kind: str) -> Markup:
    """``site``, ``address``, ``contact`` or ``postal``; in words where nobody has said it yet."""
    said = imprint()
    if kind == "site":
        return Markup("<bdi>{}</bdi>").format(said.name)
    if kind == "address":
        return Markup('<a href="/" dir="ltr">{}</a>').format(settings.SITE_URL)
    if kind == "contact" and said.email:
        return Markup('<a href="mailto:{0}" dir="ltr">{0}</a>').format(said.email)
    if kind == "postal" and said.postal:
        return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(line) for line in said.postal.split("\n"))
    return Markup("<em>{}</em>").format(_("not given yet"))
