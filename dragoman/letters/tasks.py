"""What is done in the background: send, try again, forget."""

from __future__ import annotations

from django.utils import timezone

from dragoman.jobs.context import JobContext
from dragoman.jobs.periodic import every
from dragoman.jobs.registry import handles
from dragoman.letters.models import Letter
from dragoman.letters.selectors import letters_due
from dragoman.letters.sending import send_letter
from dragoman.letters.services import forget_old_letters, send_soon


@handles("letters.send")
def send(job: JobContext) -> None:
    letter = Letter.objects.filter(pk=job.text("letter")).first()
    if letter is not None:
        send_letter(letter)


@every(60, slot="letters.due")
def queue_due(job: JobContext) -> None:
    """Those whose pause is over, and any whose job was lost."""
    for letter in letters_due(timezone.now()).only("pk")[:1000]:
        send_soon(letter=letter)


@every(86_400, slot="letters.forget")
def forget(job: JobContext) -> None:
    forget_old_letters(now=timezone.now())
