"""Whatever happens to a clip: labels stay, chains hold, and every edition says what it said when it was out."""

from __future__ import annotations

import hashlib
import itertools
import secrets
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.lib.record.edition import parse_edition
from dragoman.publications import services
from dragoman.publications.models import Edition
from dragoman.publications.moments import Moment
from dragoman.publications.page import PublishedClip
from dragoman.publications.selectors import content_of, edition_at, published_clip
from tests.factories.world import make_world
from tests.publications.histories import ACTS, History, words_in

pytestmark = pytest.mark.django_db
STEP = st.tuples(st.integers(0, len(ACTS) - 1), st.integers(0, 7), st.integers(0, 40))


@pytest.fixture(autouse=True)
def _own_key(tmp_path, settings):
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"


class _Undone(Exception):
    pass


def lived(steps, check):
    """Live a history in a transaction of its own, look at it, and undo it."""
    with pytest.raises(_Undone), transaction.atomic():
        history = History.begun(make_world())
        history.live(steps)
        check(history)
        raise _Undone


def check_editions(history):
    """Each digest is its bytes', each edition names the one before, each root its leaves."""
    editions = list(history.publication.editions.order_by("ordinal"))
    assert [one.ordinal for one in editions] == list(range(1, len(history.shown) + 1))
    before = ""
    for edition in editions:
        header = bytes(edition.content)
        parse_edition(header, bytes(edition.lines))
        assert (edition.digest, edition.previous) == (hashlib.sha256(header).hexdigest(), before)
        before = edition.digest
    assert first_break() is None


def check_as_of(history):
    """What was shown is shown, or said to be withheld; nothing is withheld that nobody withheld."""
    number = history.publication.number
    for ordinal, (shown, size) in enumerate(zip(history.shown, history.sizes, strict=True), 1):
        assert edition_at(number, Moment(size=size)) == ordinal
        found = published_clip(number, ordinal)
        assert isinstance(found, PublishedClip)
        words = words_in(found.content)
        assert words.keys() == shown.keys()
        differing = {key for key, text in words.items() if text != shown[key]}
        assert {words[key] for key in differing} <= {""}
        assert not differing or history.has_redacted
    lines = Entry.objects.filter(act="edition.published").order_by("seq")
    for ordinal, line in enumerate(lines, 1):
        assert edition_at(number, Moment(size=line.seq)) == ordinal
        if ordinal > 1:
            assert edition_at(number, Moment(size=line.seq - 1)) == ordinal - 1
            assert edition_at(number, Moment(at=line.at - timedelta(microseconds=1))) == ordinal - 1


def check_withheld(history):
    """Words that were withheld stand nowhere, unless they are said today."""
    latest, *earlier = history.publication.editions.order_by("-ordinal")
    now = bytes(latest.lines).decode()
    for words in history.withheld:
        if words not in now:
            assert not [one.ordinal for one in earlier if words in bytes(one.lines).decode()], words


def check_labels(history):
    """Every label that readers ever saw stands today, or leads to where its words went; none has come back."""
    contents = [content_of(one) for one in history.publication.editions.order_by("ordinal")]
    standing = [{line.label for line in one.lines} for one in contents]
    gone: set[str] = set()
    for content, labels in zip(contents, standing, strict=True):
        assert not labels & gone
        gone |= {fate.label for fate in content.lineage} - labels
    fates = {fate.label: fate for fate in contents[-1].lineage}
    for label in set().union(*standing) - standing[-1]:
        waiting = [label]
        while waiting:
            one = waiting.pop()
            assert one in standing[-1] or one in fates
            waiting += fates[one].successors if one in fates else ()


def check_people(history):
    """Who was erased is named nowhere, and everyone else as before."""
    found = published_clip(history.publication.number)
    for handle in history.erased:
        assert not found.names.get(handle)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(STEP, min_size=1, max_size=15))
def test_whatever_happens(steps):
    def check(history):
        check_editions(history)
        check_as_of(history)
        check_withheld(history)
        check_labels(history)
        check_people(history)

    lived(steps, check)


def test_words_that_a_redaction_leaves_standing_are_not_withheld_when_they_change_later():
    lived([(0, 0, 0)] * 5 + [(7, 0, 0), (9, 2, 0), (0, 3, 0), (3, 0, 0)], check_withheld)
    lived([(8, 0, 25), (9, 1, 22), (0, 0, 34), (0, 0, 0), (0, 0, 0), (11, 0, 0)], check_withheld)


STEPS = [
    (what, what % 5, 3 * what + 1) for what in (0, 1, 3, 2, 11, 5, 7, 3, 4, 9, 12, 6, 0, 3, 8, 14, 11, 9)
]
DIGESTS = "5ef4ee7eea915ab91bf9971c9a978ec26d6c33aa2eaa56ff98ef4b8f3063de9e"


def test_same_history_has_the_same_digests_on_every_database(monkeypatch):
    """A constant: the tests run on SQLite and PostgreSQL, in any locale, with any order of hashes."""
    numbers = itertools.count()

    def drawn(size=16):
        return hashlib.sha256(b"%d" % next(numbers)).digest()[:size]

    monkeypatch.setattr(secrets, "token_hex", lambda size=16: drawn(size).hex())
    monkeypatch.setattr(secrets, "token_bytes", drawn)
    monkeypatch.setattr(secrets, "choice", lambda letters: letters[drawn(1)[0] % len(letters)])
    first = services._this_second().replace(year=2026, month=5, day=3, hour=9, minute=0, second=0)
    monkeypatch.setattr(services, "_this_second", lambda: first)

    def check(history):
        digests = Edition.objects.order_by("ordinal").values_list("digest", flat=True)
        assert hashlib.sha256("".join(digests).encode()).hexdigest() == DIGESTS

    lived(STEPS, check)
