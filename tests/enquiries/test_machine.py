"""Whatever anybody does in whatever order, and however often: only steps of the table, and no letter twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.enquiries.errors import EnquiryRefused, IllegalStep
from dragoman.enquiries.models import Act, Enquiry
from dragoman.enquiries.services import moving, rounds
from dragoman.enquiries.services.forgetting import erase
from dragoman.enquiries.services.receiving import confirm_enquiry
from dragoman.enquiries.services.talking import Reply, take_reply, write_message
from dragoman.enquiries.terms import NEXT_STATES, State
from dragoman.letters.models import Letter
from tests.factories.enquiries import received

pytestmark = pytest.mark.django_db

ACTS = {
    "confirm": lambda e, p, n: confirm_enquiry(enquiry=e),
    "triage": lambda e, p, n: moving.triage(enquiry=e, person=p),
    "accept": lambda e, p, n: moving.accept(enquiry=e, person=p, expected_at=n + timedelta(days=2)),
    "start": lambda e, p, n: moving.start_work(enquiry=e, person=p),
    "ask": lambda e, p, n: moving.ask_back(enquiry=e, person=p, text="Which?"),
    "go on": lambda e, p, n: moving.go_on(enquiry=e, actor=p),
    "deliver": lambda e, p, n: moving.mark_delivered(enquiry=e, person=p),
    "close": lambda e, p, n: moving.close(enquiry=e, person=p),
    "decline": lambda e, p, n: moving.decline(enquiry=e, person=p, reason="no time"),
    "spam": lambda e, p, n: moving.set_aside(enquiry=e, person=p),
    "no spam": lambda e, p, n: moving.bring_back(enquiry=e, person=p),
    "withdraw": lambda e, p, n: moving.withdraw(enquiry=e),
    "reply": lambda e, p, n: take_reply(enquiry=e, reply=Reply("Yes.", key="mail:<same@x>")),
    "write": lambda e, p, n: write_message(enquiry=e, person=p, text="Hello.", key="form"),
    "remind": lambda e, p, n: rounds.remind_waiting(now=n + timedelta(days=6)),
    "time": lambda e, p, n: rounds.remind_waiting(now=n + timedelta(days=16)),
    "used": lambda e, p, n: rounds.ask_of_use(now=n + timedelta(days=30)),
    "erase": lambda e, p, n: erase(enquiry=e, now=n),
}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    acts=st.lists(
        st.tuples(
            st.sampled_from([*ACTS, *["confirm", "triage", "accept", "deliver", "ask"] * 2]),
            st.integers(1, 2),
        ),
        max_size=14,
    )
)
def test_only_legal_steps_and_no_letter_twice(world, acts):
    now = datetime.now(UTC)
    with transaction.atomic():
        enquiry = received()
        stale = enquiry  # whoever acts may hold an old page
        for name, times in acts:
            for _ in range(times):
                try:
                    with transaction.atomic():
                        ACTS[name](stale, world.officer, now)
                except (IllegalStep, EnquiryRefused):
                    pass
            if times == 2:
                stale = Enquiry.objects.get(pk=enquiry.pk)
        steps = [(one.before, one.after) for one in Act.objects.filter(enquiry=enquiry) if one.after]
        states = [State.RECEIVED, *(after for _, after in steps)]
        assert all(after in NEXT_STATES[before] for before, after in steps)
        assert [before for before, _ in steps] == states[:-1]
        assert Enquiry.objects.get(pk=enquiry.pk).state == states[-1]
        slots = list(Letter.objects.values_list("slot", flat=True))
        assert len(slots) == len(set(slots))
        told = Letter.objects.filter(slot__contains=":act:").count()
        assert told <= len(steps)
        transaction.set_rollback(True)
