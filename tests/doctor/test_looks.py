"""Each look finds what is wrong, and says what to do."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.db import DatabaseError

from dragoman.doctor import examining, keeping, reaching, vouching, working
from dragoman.doctor.examining import examine, is_well
from dragoman.doctor.terms import Verdict
from dragoman.imprint.services import set_imprint
from dragoman.imprint.terms import Imprint
from dragoman.jobs.clock import database_now
from dragoman.jobs.models import Job, Schedule

pytestmark = pytest.mark.django_db


def verdicts(look) -> dict[str, str]:
    return {one.key: one.verdict.value for one in look()}


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_every_finding_that_is_not_well_says_what_to_do():
    found = examine()
    keys = [one.key for one in found]
    assert keys[:4] == ["database", "migrations", "guards", "disk"]
    assert len(keys) == len(set(keys)) == 18
    assert [one.key for one in found if one.verdict != Verdict.WELL and not one.advice] == []


def test_database_and_its_guards_are_well():
    assert verdicts(keeping.database) == {"database": "well", "migrations": "well", "guards": "well"}


def test_full_disk_is_wrong(monkeypatch):
    for free, verdict in ((10**9, "wrong"), (8 * 10**9, "worth doing"), (10**12, "well")):
        monkeypatch.setattr(
            keeping.shutil, "disk_usage", lambda _path, free=free: type("U", (), {"free": free})
        )
        assert verdicts(keeping.disk) == {"disk": verdict}


def test_job_that_nobody_takes_up_tells_of_the_worker():
    Schedule.objects.create(slot="a", due_at=database_now() + timedelta(minutes=1))
    assert verdicts(working.worker) == {"worker": "well", "scheduler": "well"}
    Job.objects.create(kind="a", run_after=database_now() - timedelta(minutes=5))
    Schedule.objects.update(due_at=database_now() - timedelta(minutes=5))
    assert verdicts(working.worker) == {"worker": "wrong", "scheduler": "wrong"}


def test_engines_that_are_not_there_are_told_of(settings):
    settings.VIDEO_ENGINE = "dragoman.engines.video.nowhere.Engine"
    settings.SPEECH_ENGINES = ("dragoman.engines.speech.nowhere.Engine",)
    settings.TRANSLATION_ENGINES = ("dragoman.engines.translation.nowhere.Engine",)
    looks = (working.film, working.speech, working.translation)
    assert [verdicts(look) for look in looks] == [
        {"video": "wrong"},
        {"speech": "worth doing"},
        {"translation": "worth doing"},
    ]


def test_mail_server_that_is_away_is_wrong(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", closed_port()
    assert verdicts(working.mail) == {"mail": "wrong"}
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert verdicts(working.mail) == {"mail": "worth doing"}


def test_ledger_without_a_key_is_wrong(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "none"
    assert [one.verdict for one in vouching.ledger()] == [Verdict.WRONG]


def test_address_that_nobody_reaches_is_wrong(settings):
    settings.SITE_URL = f"http://127.0.0.2:{closed_port()}"
    assert verdicts(reaching.address) == {"address": "wrong"}
    assert verdicts(reaching.locks) == {"locks": "wrong"}


def test_address_that_answers_is_well(settings, live_server):
    settings.SITE_URL = live_server.url.replace("localhost", "127.0.0.1").replace("127.0.0.1", "0.0.0.0")
    assert verdicts(reaching.address) == {"address": "well"}


@pytest.mark.parametrize(
    ("url", "hosts", "proxies", "debug", "verdict"),
    [
        ("https://a.example", ["a.example"], 1, False, "well"),
        ("https://a.example", ["a.example"], 0, False, "worth doing"),
        ("https://a.example", ["b.example"], 1, False, "wrong"),
        ("http://a.example", ["a.example"], 1, False, "wrong"),
        ("https://a.example", ["a.example"], 1, True, "wrong"),
        ("http://localhost:8000", ["localhost"], 0, False, "well"),
    ],
)
def test_locks_are_tried(settings, url, hosts, proxies, debug, verdict):
    settings.SITE_URL, settings.ALLOWED_HOSTS, settings.DEBUG = url, hosts, debug
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    assert verdicts(reaching.locks) == {"locks": verdict}


def test_contact_is_asked_for(world):
    assert verdicts(reaching.contact) == {"contact": "worth doing"}
    set_imprint(said=Imprint("A", email="a@b.example"), seen=0, actor=world.administrator.actor)
    assert verdicts(reaching.contact) == {"contact": "well"}


def test_clock_behind_the_ledger_is_wrong(world, monkeypatch):
    assert verdicts(vouching.clock) == {"time": "well"}
    monkeypatch.setattr(vouching, "database_now", lambda: database_now() + timedelta(minutes=5))
    assert verdicts(vouching.clock) == {"time": "wrong"}


def test_look_that_can_not_be_taken_stops_no_other(monkeypatch):
    def broken():
        raise DatabaseError("gone")
        yield

    monkeypatch.setattr(examining, "_LOOKS", (broken, keeping.backups))
    found = examine()
    assert ([one.key for one in found], is_well(found)) == (["broken", "backups"], False)
