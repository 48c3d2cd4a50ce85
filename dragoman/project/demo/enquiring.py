"""A request, a demand for an interview and an expert, all invented; the desk has begun to answer one."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dragoman.accounts.models import User
from dragoman.accounts.terms import Role
from dragoman.enquiries.models import Enquiry, Expert
from dragoman.enquiries.services.listing import ExpertEntry, enter_expert, keep_reply
from dragoman.enquiries.services.moving import accept, triage
from dragoman.enquiries.services.receiving import Asked, confirm_enquiry, receive_enquiry
from dragoman.enquiries.services.talking import add_note
from dragoman.publications.models import Publication
from dragoman.publications.rules import published


def make_enquiries(material: Path) -> None:
    """Once; what is there already stays."""
    officer = User.objects.filter(grants__role__in=[Role.OFFICER, Role.EDITOR]).order_by("id").first()
    if officer is None or Enquiry.objects.exists() or Expert.objects.exists():
        return
    told = tomllib.loads((material / "enquiries.toml").read_text(encoding="utf-8"))
    for one in told["experts"]:
        enter_expert(entry=ExpertEntry(**one, is_listed=True), person=officer)
    for one in told["replies"]:
        keep_reply(**one, person=officer)
    latest = Publication.objects.filter(published()).order_by("-number").first()
    now = datetime.now(UTC)
    for place, one in enumerate(told["enquiries"]):
        asked = Asked(
            **one,
            number=latest.number if latest and one["kind"] == "clip" else None,
            deadline_at=now + timedelta(days=2 + place),
            deadline_zone="Europe/Amsterdam",
        )
        enquiry = confirm_enquiry(enquiry=receive_enquiry(asked=asked))
        if place == 0:
            enquiry = triage(enquiry=enquiry, person=officer)
            add_note(enquiry=enquiry, person=officer, text="They asked for the same programme last year.")
            accept(enquiry=enquiry, person=officer, expected_at=now + timedelta(days=1))
