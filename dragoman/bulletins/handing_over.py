"""From rows that wait to mails that the server has taken: claimed, looked at once more, handed over, settled.

Whoever left since the bulletin was made gets nothing; clips withdrawn since are left out of it.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from dragoman.bulletins import claims
from dragoman.bulletins.fragments import Pieces
from dragoman.bulletins.gathering import Gathered, gather
from dragoman.bulletins.halting import is_halted
from dragoman.bulletins.mails import own_headers, written_mail
from dragoman.bulletins.models import Delivery
from dragoman.bulletins.outlets import NotNow, Outlet, OutOfReach, Refused, opened_outlet
from dragoman.bulletins.returning import note_refused
from dragoman.bulletins.terms import DeliveryState
from dragoman.bulletins.throttle import Throttle
from dragoman.bulletins.tokens import return_address

_BATCH = 25
Stop = Callable[[], bool]


@dataclass(slots=True)
class Outcome:
    """What became of the deliveries of one run; ``trouble`` is what kept it from going on."""

    counts: Counter[str] = field(default_factory=Counter)
    trouble: str = ""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, what: str, many: int = 1) -> None:
        with self._lock:
            self.counts[what] += many


def hand_over_waiting(*, now: datetime, stop: Stop = lambda: False, connections: int = 0) -> Outcome:
    """Hand over all that waits, over several connections; ends when nothing is left, or the server is out of reach."""
    claims.release_dead()
    outcome, throttle = Outcome(), Throttle(settings.BULLETINS_PER_DOMAIN)
    wanted = connections or settings.BULLETINS_CONNECTIONS
    if wanted == 1:
        _Sender(now, stop, outcome, throttle).run()
        return outcome
    threads = [
        threading.Thread(target=_alone, args=(_Sender(now, stop, outcome, throttle),)) for _ in range(wanted)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome


def _alone(sender: _Sender) -> None:
    """In a thread, which has a connection to the database of its own."""
    try:
        sender.run()
    finally:
        connection.close()


class _Sender:
    """One connection to the mail server, and what it has in hand."""

    def __init__(self, now: datetime, stop: Stop, outcome: Outcome, throttle: Throttle) -> None:
        self._now, self._stop, self._outcome, self._throttle = now, stop, outcome, throttle
        self._name = claims.new_sender()
        self._pieces = Pieces.empty()

    def run(self) -> None:
        with opened_outlet() as outlet:
            while not self._stop() and not self._outcome.trouble and not is_halted():
                rows = claims.claim(sender=self._name, most=_BATCH, now=self._now)
                if not rows:
                    return
                try:
                    self._hand_over_batch(outlet, rows)
                finally:
                    claims.give_back(sender=self._name, deliveries=rows)

    def _hand_over_batch(self, outlet: Outlet, rows: Sequence[int]) -> None:
        gathered = gather(rows, self._now)
        self._pieces.refresh(gathered.numbers)
        self._drop(gathered)
        begun = timezone.now()
        for at, delivery in enumerate(gathered.deliveries):
            if self._stop():
                return
            if timezone.now() - begun > timedelta(minutes=1):
                rest = [one.pk for one in gathered.deliveries[at:]]
                if delivery.pk not in claims.keep_claim(sender=self._name, deliveries=rest):
                    continue
                begun = timezone.now()
            try:
                self._hand_over(outlet, gathered, delivery)
            except OutOfReach as error:
                self._outcome.trouble = str(error)
                claims.try_later(delivery=delivery, sender=self._name, trouble=str(error), now=self._now)
                return

    def _drop(self, gathered: Gathered) -> None:
        for why, deliveries in gathered.dropped.items():
            claims.settle(
                deliveries=deliveries,
                sender=self._name,
                state=DeliveryState.DROPPED,
                trouble=why,
                at=self._now,
            )
            self._outcome.count("dropped", len(deliveries))
        for pk, until in gathered.paused.items():
            claims.give_back(sender=self._name, deliveries=[pk], next_at=until)

    def _hand_over(self, outlet: Outlet, gathered: Gathered, delivery: Delivery) -> None:
        reader = delivery.subscriber
        wait = self._throttle.wait(reader.address)
        if wait:
            claims.give_back(sender=self._name, deliveries=[delivery.pk], next_at=self._now + wait)
            self._outcome.count("put off")
            return
        mail = written_mail(gathered.bulletin(delivery), self._pieces)
        if mail is None:
            self._settle(delivery, DeliveryState.DROPPED, "withdrawn")
            return
        data = mail.as_bytes(own_headers(reader, delivery.pk, delivery.until))
        try:
            outlet.hand_over(return_address(delivery.pk), reader.address, data)
        except Refused as error:
            self._settle(delivery, DeliveryState.REFUSED, str(error))
            note_refused(delivery=delivery.pk, said=str(error))
        except NotNow as error:
            claims.try_later(delivery=delivery, sender=self._name, trouble=str(error), now=self._now)
            self._outcome.count("put off")
        else:
            claims.settle_sent(sender=self._name, delivery=delivery.pk, at=self._now)
            self._outcome.count("sent")

    def _settle(self, delivery: Delivery, state: DeliveryState, why: str) -> None:
        claims.settle(deliveries=[delivery.pk], sender=self._name, state=state, trouble=why, at=self._now)
        self._outcome.count(str(state))
