"""What does the work: the worker, the scheduler, the engines for film, speech and translation, the post."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils.translation import gettext as _

from dragoman.doctor.terms import Finding, well, worth_doing, wrong
from dragoman.engines.speech.port import EngineUnavailable as NoSpeech
from dragoman.engines.speech.routing import SpeechRouter
from dragoman.engines.translation.port import EngineUnavailable as NoTranslation
from dragoman.engines.translation.routing import TranslationRouter
from dragoman.jobs.clock import database_now
from dragoman.jobs.models import Job, Schedule
from dragoman.jobs.terms import JobState
from dragoman.letters.models import Letter
from dragoman.letters.terms import LetterState
from dragoman.recordings.video import video_engine

_PATIENCE = timedelta(minutes=2)
_WAIT_S = 5


def worker() -> Iterator[Finding]:
    """Alive as long as nothing waits that is long due; the scheduler as long as nothing that comes round is late."""
    now, start = (
        database_now(),
        _("Start the installation with “dragoman serve”, which keeps all of it running."),
    )
    late = Job.objects.filter(state=JobState.WAITING, run_after__lt=now - _PATIENCE).count()
    if late:
        said = _("Jobs that nobody takes up: %(count)s.") % {"count": late}
        yield wrong("worker", _("Worker"), said, start)
    else:
        yield well("worker", _("Worker"), _("Nothing waits that is due."))
    due = list(Schedule.objects.values_list("due_at", flat=True))
    if not due:
        yield worth_doing("scheduler", _("Scheduler"), _("It has not run yet."), start)
    elif min(due) < now - _PATIENCE:
        yield wrong("scheduler", _("Scheduler"), _("It has stopped: what comes round is late."), start)
    else:
        yield well("scheduler", _("Scheduler"), _("What comes round is on time."))


def film() -> Iterator[Finding]:
    try:
        identity = video_engine().identity()
    except Exception as error:  # noqa: BLE001  whatever an engine meets is what is to be told
        advice = _("Install the packages of this version again; see DRAGOMAN_VIDEO_ENGINE.")
        yield wrong("video", _("Film"), str(error)[:200], advice)
    else:
        yield well("video", _("Film"), f"{identity.name} {identity.version}")


def speech() -> Iterator[Finding]:
    advice = _("Until then people write what was said. Install the extra “speech”, or name another engine.")
    try:
        missing = SpeechRouter(settings.SPEECH_ENGINES).missing()
    except NoSpeech as error:
        missing = [str(error)]
    yield _engines("speech", _("Speech recognition"), missing, advice)


def translation() -> Iterator[Finding]:
    advice = _("Until then people translate. Install the extra “translation”, or name another engine.")
    try:
        missing = TranslationRouter(settings.TRANSLATION_ENGINES).missing()
    except NoTranslation as error:
        missing = [str(error)]
    yield _engines("translation", _("Machine translation"), missing, advice)


def mail() -> Iterator[Finding]:
    """Whether the mail server lets us in, and whether letters come back."""
    name = _("Mail")
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        said = _("Letters are written to a folder and reach nobody.")
        yield worth_doing("mail", name, said, _("Set DRAGOMAN_MAIL_URL to your mail server."))
        return
    try:
        server = get_connection(timeout=_WAIT_S)
        server.open()
        server.close()
    except (OSError, smtplib.SMTPException) as error:
        yield wrong(
            "mail", name, str(error)[:200], _("Check DRAGOMAN_MAIL_URL and whether the mail server runs.")
        )
        return
    failed = Letter.objects.filter(state=LetterState.REFUSED).count()
    if failed:
        said = _("Letters that could not be delivered: %(count)s.") % {"count": failed}
        yield worth_doing("mail", name, said, _("Look at the addresses, and at what the mail server says."))
    else:
        yield well("mail", name, _("The mail server lets us in."))


def _engines(key: str, what: str, missing: list[str], advice: str) -> Finding:
    if missing:
        return worth_doing(key, what, " ".join(missing)[:300], advice)
    return well(key, what, _("Ready."))
