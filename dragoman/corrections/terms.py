from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Problem(models.TextChoices):
    """What a reader says is wrong."""

    TRANSLATION = "translation", _("The translation")
    WORDS = "words", _("The words in the original")
    SPEAKER = "speaker", _("Who speaks, or what they are")
    TIME = "time", _("The time")
    CUT = "cut", _("What was cut out or left in")
    SOURCE = "source", _("The source or the date")
    OTHER = "other", _("Something else")


class Competence(models.TextChoices):
    """How well the reader knows the language spoken."""

    NATIVE = "native", _("I grew up with it")
    GOOD = "good", _("I know it well")
    SOME = "some", _("I know some of it")
    NONE = "none", _("I don’t know it")


class ReportState(models.TextChoices):
    RECEIVED = "received", _("received")
    UNDER_REVIEW = "under review", _("under review")
    UPHELD = "upheld", _("upheld")
    NOT_UPHELD = "not upheld", _("not upheld")
    DUPLICATE = "duplicate", _("a duplicate")
    WITHDRAWN = "withdrawn", _("withdrawn by the reader")


OPEN = (ReportState.RECEIVED, ReportState.UNDER_REVIEW)
NEXT_STATES: dict[str, frozenset[str]] = {
    ReportState.RECEIVED: frozenset(
        {
            ReportState.UNDER_REVIEW,
            ReportState.UPHELD,
            ReportState.NOT_UPHELD,
            ReportState.DUPLICATE,
            ReportState.WITHDRAWN,
        }
    ),
    ReportState.UNDER_REVIEW: frozenset(
        {ReportState.UPHELD, ReportState.NOT_UPHELD, ReportState.DUPLICATE, ReportState.WITHDRAWN}
    ),
    ReportState.UPHELD: frozenset(),
    ReportState.NOT_UPHELD: frozenset(),
    ReportState.DUPLICATE: frozenset(),
    ReportState.WITHDRAWN: frozenset(),
}


class RecipientKind(models.TextChoices):
    """How someone came by the words of an edition."""

    EMBED = "embed", _("embedded on a page")
    DOWNLOAD = "download", _("downloaded")
    BUNDLE = "bundle", _("downloaded with the record")
    MAIL = "mail", _("read in a mail")
    ENQUIRY = "enquiry", _("asked for")
    CITATION = "citation", _("cited")
    WEBHOOK = "webhook", _("sent by machine")
    API_KEY = "api key", _("fetched by machine")


class UseKind(models.TextChoices):
    """What for somebody cites a clip."""

    JOURNALISM = "journalism", _("Journalism")
    RESEARCH = "research", _("Research")
    GOVERNMENT = "government", _("Government or parliament")
    CIVIL_SOCIETY = "civil society", _("Civil society")
    TEACHING = "teaching", _("Teaching")
    OTHER = "other", _("Something else")


class UseState(models.TextChoices):
    RECEIVED = "received", _("waiting")
    ACCEPTED = "accepted", _("on the page")
    DECLINED = "declined", _("declined")
    REMOVED = "removed", _("taken off the page")


NEXT_USE_STATES: dict[str, frozenset[str]] = {
    UseState.RECEIVED: frozenset({UseState.ACCEPTED, UseState.DECLINED}),
    UseState.ACCEPTED: frozenset({UseState.REMOVED}),
    UseState.DECLINED: frozenset({UseState.ACCEPTED}),
    UseState.REMOVED: frozenset({UseState.ACCEPTED}),
}
