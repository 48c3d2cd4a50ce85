from __future__ import annotations

import pytest

from dragoman.jobs.delivery import queue
from dragoman.jobs.models import Job
from dragoman.jobs.worker import run_chain
from dragoman.pipeline import films
from dragoman.pipeline.films import TooManyFilms, latest_film_job, queue_film
from dragoman.publications.models import Edition
from dragoman.publications.sentence_films import Wanted, film_of
from tests.factories.clips import published

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = Wanted(1, "2", "en", "ar")


@pytest.fixture(autouse=True)
def _kept_here(settings, tmp_path):
    settings.CARDS_DIR = tmp_path / "cards"
    settings.VIDEO_ENGINE = "dragoman.engines.video.scripted.ScriptedVideo"
    settings.SIGNING_ENGINE = "dragoman.engines.signing.scripted.ScriptedSigner"


def ask(wanted=WANTED, network="a", edition=1):
    return queue_film(wanted=wanted, edition=edition, network=network)


def test_whoever_asks_for_the_same_gets_the_same_job(world):
    first, again, other = ask(), ask(network="b"), ask(Wanted(1, "2", "en", "en"))
    assert (first.pk == again.pk, first.pk == other.pk, latest_film_job(WANTED, 1)) == (True, False, first)


def test_job_makes_the_film(world):
    published(world.editor.actor)
    Job.objects.all().delete()
    run_chain(chain=ask().chain, queue=queue())
    assert latest_film_job(WANTED, 1).state == "succeeded"
    assert film_of(WANTED, Edition.objects.get().digest).stat().st_size > 0


def test_film_that_cannot_be_is_not_tried_again(world):
    run_chain(chain=ask().chain, queue=queue())
    job = latest_film_job(WANTED, 1)
    assert (job.state, job.attempt) == ("failed", 1)


def test_one_network_asks_for_so_many_an_hour(world, monkeypatch):
    monkeypatch.setattr(films, "MOST_PER_HOUR", 2)
    for label in "12":
        ask(Wanted(1, label, "en", "en"))
    with pytest.raises(TooManyFilms) as refused:
        ask(Wanted(1, "3", "en", "en"))
    assert refused.value.is_everyone is False
    assert ask(Wanted(1, "3", "en", "en"), network="b").kind == films.KIND
    assert Job.objects.filter(requested_by="network:a").count() == 2


def test_queue_has_an_end(world, monkeypatch):
    monkeypatch.setattr(films, "MOST_WAITING", 1)
    ask(network="")
    with pytest.raises(TooManyFilms) as refused:
        ask(Wanted(1, "3", "en", "en"), network="")
    assert refused.value.is_everyone is True
