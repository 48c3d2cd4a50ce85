from __future__ import annotations

import pytest

from dragoman.engines.video import port as video
from dragoman.jobs.delivery import queue
from dragoman.jobs.models import Job
from dragoman.jobs.worker import run_chain
from dragoman.pipeline import clip_films
from dragoman.pipeline.clip_films import latest_clip_film_job, may_stop, queue_clip_film, stop_clip_film
from dragoman.pipeline.films import Limits, TooManyFilms
from dragoman.publications.clip_films import WantedFilm, clip_film_of
from dragoman.publications.models import Edition
from tests.factories.clips import published

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = WantedFilm(1, ("en", ""), "ar")


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"


def ask(wanted=WANTED, network="a", edition=1):
    return queue_clip_film(wanted=wanted, edition=edition, network=network)


def test_job_makes_the_film_whoever_asked_first(world):
    published(world.editor.actor)
    Job.objects.all().delete()
    job = ask()
    assert (ask(network="b"), ask(WantedFilm(1, ("",), "ar")) == job) == (job, False)
    run_chain(chain=job.chain, queue=queue())
    assert latest_clip_film_job(WANTED, 1).state == "succeeded"
    assert clip_film_of(WANTED, Edition.objects.get().digest).stat().st_size > 0


def test_worker_that_died_over_it_is_followed_by_another(world, monkeypatch):
    """As after kill -9: the job was begun, nothing of it was finished, another worker takes it up."""
    published(world.editor.actor)
    Job.objects.all().delete()
    job = ask()
    Job.objects.filter(pk=job.pk).update(state="waiting", losses=1)
    run_chain(chain=job.chain, queue=queue())
    assert (
        latest_clip_film_job(WANTED, 1).state,
        clip_film_of(WANTED, Edition.objects.get().digest).is_file(),
    ) == (
        "succeeded",
        True,
    )


def test_only_whoever_asked_may_stop_it(world):
    job = ask()
    stop_clip_film(job=job, network="b")
    stop_clip_film(job=job, network="")
    job.refresh_from_db()
    assert (job.state, may_stop(job, "a"), may_stop(job, "b")) == ("waiting", True, False)
    stop_clip_film(job=job, network="a")
    job.refresh_from_db()
    assert (job.state, may_stop(job, "a")) == ("cancelled", False)
    assert ask(network="b").pk != job.pk


def test_stopped_work_leaves_nothing(world, monkeypatch, settings):
    published(world.editor.actor)
    Job.objects.all().delete()

    def stopped(**_):
        raise video.WorkCancelled("The work was cancelled.")

    monkeypatch.setattr(clip_films, "make_clip_film", stopped)
    job = ask()
    run_chain(chain=job.chain, queue=queue())
    assert (
        latest_clip_film_job(WANTED, 1).state != "succeeded",
        list(settings.CARDS_DIR.rglob("*.mp4")),
    ) == (
        True,
        [],
    )


def test_few_are_asked_for_at_once(world, monkeypatch):
    monkeypatch.setattr(clip_films, "LIMITS", Limits(per_hour=1, waiting=2))
    ask()
    with pytest.raises(TooManyFilms) as refused:
        ask(WantedFilm(1, ("en",), "en"))
    assert refused.value.is_everyone is False
    ask(WantedFilm(1, ("en",), "en"), network="b")
    with pytest.raises(TooManyFilms) as refused:
        ask(WantedFilm(1, ("",), "en"), network="c")
    assert refused.value.is_everyone is True
