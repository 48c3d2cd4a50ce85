"""The job row: the only truth about background work. Engines carry its id, nothing more."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dragoman.jobs.terms import MAX_ATTEMPTS, OPEN_STATES, SETTLED_STATES, JobState

KIND_LENGTH = 100
SLOT_LENGTH = 200


class Job(models.Model):
    """One piece of work. Only the services change it, and while it runs only the holder of its lease."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=KIND_LENGTH)
    args = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    slot = models.CharField(max_length=SLOT_LENGTH, blank=True, default="")

    chain = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField(default=0)
    after = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="followers"
    )

    attempt = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=MAX_ATTEMPTS)
    losses = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)

    worker = models.CharField(max_length=200, blank=True, default="")
    lease_token = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    cancel_requested_at = models.DateTimeField(null=True, blank=True)

    progress_permille = models.PositiveSmallIntegerField(default=0)
    progress_note = models.CharField(max_length=200, blank=True, default="")
    error = models.TextField(blank=True, default="")
    error_detail = models.TextField(blank=True, default="")

    requested_by = models.CharField(max_length=100, blank=True, default="")
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="jobs_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=JobState.RUNNING, lease_token__isnull=False, lease_until__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_token__isnull=True, lease_until__isnull=True)),
                name="jobs_lease_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED_STATES, finished_at__isnull=False)
                | Q(state__in=OPEN_STATES, finished_at__isnull=True),
                name="jobs_finished_when_settled",
            ),
            models.CheckConstraint(
                condition=Q(attempt__lte=F("max_attempts") + F("losses")), name="jobs_attempts_bounded"
            ),
            models.CheckConstraint(condition=Q(progress_permille__lte=1000), name="jobs_progress_bounded"),
            models.CheckConstraint(condition=~Q(after=F("id")), name="jobs_not_after_itself"),
            models.UniqueConstraint(
                fields=["slot"], condition=Q(state__in=OPEN_STATES) & ~Q(slot=""), name="jobs_slot_held_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["run_after", "position"], condition=Q(state=JobState.WAITING), name="jobs_due"
            ),
            models.Index(fields=["lease_until"], condition=Q(state=JobState.RUNNING), name="jobs_leased"),
            models.Index(fields=["chain", "position"], name="jobs_chain"),
            models.Index(fields=["finished_at"], condition=Q(state__in=SETTLED_STATES), name="jobs_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id} ({self.state}, {self.attempt}/{self.max_attempts})"


class Schedule(models.Model):
    """When a periodic job is next due. One row a slot; whoever moves ``due_at`` on queues the job."""

    slot = models.CharField(primary_key=True, max_length=SLOT_LENGTH)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")

    def __str__(self) -> str:
        return f"{self.slot} at {self.due_at:%Y-%m-%d %H:%M:%S}"
