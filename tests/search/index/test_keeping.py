"""The index follows the archive: what is published is found, what is taken back is not, whatever is killed when."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import connection

from dragoman.ledger.models import Entry
from dragoman.publications.models import Edition
from dragoman.publications.services import publish_clip, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from dragoman.search.asking.meaning import meaning_of
from dragoman.search.asking.reading import read_question
from dragoman.search.index import keeping
from dragoman.search.index.chosen import index
from dragoman.search.index.holding import newest
from dragoman.search.index.keeping import follow, keep_up, ready, rebuild
from dragoman.search.index.port import NoIndex
from dragoman.search.index.terms import number_of
from dragoman.translations.services import write_translation
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def found(text):
    ready()
    with index().reading() as reader:
        meaning = meaning_of(read_question(text), reader.languages(), lambda _kind, _name: ())
        return [number_of(docid) for docid in newest(reader, meaning.node, meaning.span, 100)]


def correct(clip, world, text, kind=EditionKind.CORRECTION):
    write_translation(clip=clip.clip, language="en", texts={"2": text}, actor=world.translator.actor)
    publish_clip(publication=clip, actor=world.editor.actor, change=Change(kind, "One, it turned out."))


def test_what_is_published_is_found_at_once_and_drafts_are_not(world):
    assert found("trains") == []
    published(world.editor.actor)
    draft(world.editor.actor)
    assert found('"two trains a day"') == [1]
    published(world.editor.actor)
    assert found('"two trains a day"') == [2, 1]
    assert found("每天两班") == [2, 1]


def test_words_of_an_earlier_edition_are_not_found(world):
    clip = published(world.editor.actor)
    assert found("two") == [1]
    correct(clip, world, "At first there will be one train a day.")
    assert (found("two"), found("one")) == ([], [1])


def test_words_taken_back_leave_no_trace(world, tmp_path):
    clip = published(world.editor.actor)
    correct(clip, world, "Somebody of 12 Riverstreet says two trains.")
    assert found("riverstreet") == [1]
    correct(clip, world, "She says two trains.", EditionKind.REDACTION)
    assert found("riverstreet") == []
    keep_up()
    for file in (tmp_path / "search").glob("index-*"):
        assert b"iverstreet" not in file.read_bytes()


def test_a_withdrawn_clip_is_gone_with_its_names(world, tmp_path):
    clip = published(world.editor.actor)
    assert found("Sokolskaya") == [1]
    withdraw_publication(publication=clip, reason="By mistake.", actor=world.editor.actor)
    assert found("Sokolskaya") == found("trains") == []
    keep_up()
    with index().reading() as reader:
        assert (reader.forms("s"), reader.other_names(["vera sokolskaya"]), reader.size()) == ([], [], 0)
    for file in (tmp_path / "search").glob("index-*"):
        assert b"okolskaya" not in file.read_bytes()


def test_built_anew_is_the_same_as_followed(world):
    clip = published(world.editor.actor)
    assert found("trains") == [1]
    correct(clip, world, "At first there will be one train a day.")
    published(world.editor.actor)
    follow()
    asked = ("trains", "two", "one", "不", "两", "Vera", "смена")
    followed = [found(text) for text in asked]
    with index().reading() as reader:
        vocabulary = reader.forms("")
    assert rebuild() == 2
    assert [found(text) for text in asked] == followed
    with index().reading() as reader:
        assert reader.forms("") == vocabulary


def test_a_large_archive_is_not_indexed_while_somebody_waits(world, monkeypatch):
    monkeypatch.setattr(keeping, "_AT_ONCE", 0)
    first = published(world.editor.actor)
    with pytest.raises(NoIndex):
        ready()
    keep_up()
    published(world.editor.actor)
    assert found("trains") == [1], "as of the stamp, until a worker has caught up"
    assert ready().retracted == frozenset()
    withdraw_publication(publication=first, reason="By mistake.", actor=world.editor.actor)
    assert ready().retracted == {1}
    keep_up()
    assert found("trains") == [2]


def test_an_index_of_another_ledger_is_none(world):
    published(world.editor.actor)
    rebuild()
    with index().changing(1_000) as writer:
        writer.set_stamp(writer.stamp._replace(digest="0" * 64))
    with pytest.raises(NoIndex):
        follow()
    assert found("trains") == [1]
    last = Entry.objects.order_by("-seq").first()
    assert tuple(index().stamp()) == (last.seq, last.digest)


def test_an_index_of_another_analyser_is_none(world, monkeypatch):
    published(world.editor.actor)
    rebuild()
    for name in ("sqlite_fts5._VERSION", "postgres.VERSION", "postgres_writing.VERSION"):
        monkeypatch.setattr(f"dragoman.search.index.{name}", "0.9")
    assert index().stamp() is None
    assert found("trains") == [1]


@on_sqlite
@pytest.mark.parametrize("at", ["remove", "add", "set_stamp", "scrub"])
def test_killed_in_the_middle_of_a_change(world, at, monkeypatch):
    """After the next catch-up nothing is lost and nothing is there twice."""
    clip = published(world.editor.actor)
    assert found("two") == [1]
    correct(clip, world, "At first there will be one train a day.", EditionKind.REDACTION)
    child = os.fork()
    if not child:
        from dragoman.search.index.sqlite_fts5 import SqliteWriter

        real = getattr(SqliteWriter, at)

        def dying(*values):
            real(*values)
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(SqliteWriter, at, dying)
        follow()
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert index().stamp().size < Entry.objects.count()
    assert (found("two"), found("one")) == ([], [1])
    with index().reading() as reader:
        assert {clips for _form, clips in reader.forms("")} == {1}


@on_sqlite
def test_killed_while_building_anew(world):
    published(world.editor.actor)
    assert found("trains") == [1]
    child = os.fork()
    if not child:
        rebuild(progress=lambda _count: os.kill(os.getpid(), signal.SIGKILL))
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert found("trains") == [1]
    assert rebuild() == 1
    assert found("trains") == [1]


@on_sqlite
def test_readers_go_on_while_another_index_takes_over(world):
    published(world.editor.actor)
    rebuild()
    with index().reading() as reader:
        published(world.editor.actor)
        rebuild()
        assert reader.size() == 1
    with index().reading() as reader:
        assert reader.size() == 2


@on_sqlite
def test_a_busy_index_answers_as_of_its_stamp(world, monkeypatch):
    monkeypatch.setattr(keeping, "_PATIENCE_MS", 10)
    published(world.editor.actor)
    rebuild()
    stamped = Entry.objects.order_by("-seq").first().at
    published(world.editor.actor)
    with index().changing(1_000):
        assert ready().as_of == stamped
    assert found("trains") == [2, 1]
    assert Edition.objects.count() == 2
