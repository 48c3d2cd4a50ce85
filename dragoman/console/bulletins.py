"""``dragoman bulletins``: send what is due, see what would be sent, take in what comes back."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from dragoman.console.opening import open_installation
from dragoman.console.outcome import Failed

if TYPE_CHECKING:
    from dragoman.bulletins.choosing import Draft

_CADENCES = ("daily", "weekly", "at once")
_MOST_MAIL = 2 * 2**20
# By these a mail server knows that it should try again, and that there is no such mailbox (sysexits.h).
_TEMPFAIL = 75


def add_to(commands: Any) -> None:  # Any: argparse has no public name for it
    parser = commands.add_parser(
        "bulletins", help="send bulletins, take in mail that comes back", description=__doc__
    )
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    send = acts.add_parser("send", help="write down what is due and hand over what waits")
    send.add_argument("--cadence", choices=_CADENCES, help="only these; without it, all")
    send.add_argument("--now", type=_moment, help="as if it were that moment (ISO 8601, with its offset)")
    send.add_argument("--dry-run", action="store_true", help="tell what would be sent to whom and why")
    send.add_argument("--json", action="store_true", help="as JSON")
    send.set_defaults(run=run_send)
    receive = acts.add_parser("receive", help="one mail that came back, on standard input")
    receive.add_argument("recipient", nargs="?", default="", help="the address it was delivered to")
    receive.set_defaults(run=run_receive)


def run_send(options: argparse.Namespace) -> int:
    open_installation()
    now = options.now or datetime.now(UTC)
    cadences = (options.cadence,) if options.cadence else _CADENCES
    return _tell_forecast(options, cadences, now) if options.dry_run else _send(options, cadences, now)


def run_receive(options: argparse.Namespace) -> int:
    """Always succeeds with what can't be read: mail servers would send it back to whoever it pretends to come from."""
    data = sys.stdin.buffer.read(_MOST_MAIL)
    open_installation()
    from django.db import DatabaseError  # noqa: PLC0415  app ready

    from dragoman.bulletins.coming_back import read_mail  # noqa: PLC0415  app ready
    from dragoman.bulletins.returning import take_back  # noqa: PLC0415  app ready

    try:
        take_back(read=read_mail(data, options.recipient))
    except DatabaseError as error:
        raise Failed(f"The database can't be written now: {error}", _TEMPFAIL) from error
    return 0


def _send(options: argparse.Namespace, cadences: tuple[str, ...], now: datetime) -> int:
    from dragoman.bulletins.running import run_bulletins  # noqa: PLC0415  app ready

    run = run_bulletins(now=now, cadences=cadences)
    if options.json:
        made, handed_over = dict(run.made), dict(run.handed_over)
        print(json.dumps({"made": made, **handed_over, "halted": run.is_halted, "trouble": run.trouble}))
    else:
        made_in_all = sum(run.made.values())
        print(f"{made_in_all} bulletins made, {run.handed_over['sent']} sent.")
        for what in ("put off", "dropped", "refused"):
            if run.handed_over[what]:
                print(f"{run.handed_over[what]} {what}.")
        if run.is_halted:
            print("All sending is halted at the desk: they wait.")
    if run.trouble:
        raise Failed(f"The mail server would take no more: {run.trouble}")
    return 0


def _tell_forecast(options: argparse.Namespace, cadences: tuple[str, ...], now: datetime) -> int:
    from dragoman.bulletins.composing import forecast  # noqa: PLC0415  app ready

    found = [(cadence, draft) for cadence in cadences for draft in forecast(cadence=cadence, now=now)]
    if options.json:
        print(json.dumps([_plain(cadence, draft) for cadence, draft in found], ensure_ascii=False, indent=1))
        return 0
    for cadence, draft in found:
        clips = ", ".join(f"{item.number} ({item.kind})" for item in draft.items) or "nothing new"
        print(f"{cadence}\t{draft.subscriber.address}\t{clips}")
    print(f"{len(found)} bulletins would be sent.")
    return 0


def _plain(cadence: str, draft: Draft) -> dict[str, Any]:  # Any: JSON
    return {
        "cadence": cadence,
        "subscriber": draft.subscriber.pk,
        "address": draft.subscriber.address,
        "due_at": draft.due_at.isoformat(),
        "since": draft.since.isoformat(),
        "clips": [
            {"number": one.number, "edition": one.edition, "kind": one.kind, "subscriptions": list(one.why)}
            for one in draft.items
        ],
    }


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no moment: write 2026-03-02T07:00+01:00") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"“{text}” has no offset: write 2026-03-02T07:00+01:00, or Z")
    return moment.astimezone(UTC)
