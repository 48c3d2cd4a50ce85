"""Why a report can't be taken or decided, in words."""

from __future__ import annotations


class ReportRefused(ValueError):
    """The report can't be taken as it is; the message says what to do."""


class TooManyReports(ReportRefused):
    """Too many came from one place in a short time."""


class NotTheirs(ValueError):
    """This person may not decide this report."""


class AlreadyDecided(ValueError):
    """The report is where it can't go on from as asked."""


class UseRefused(ValueError):
    """What a reader tells of a use can't be taken as it is; the message says what to do."""
