from __future__ import annotations

import stat
from datetime import UTC, datetime, timedelta

import pytest

from dragoman.ledger import keeping
from dragoman.ledger.heads import sign_head
from dragoman.ledger.keeping import (
    KeyInTheWay,
    make_first_key,
    retire_key,
    rotate_key,
    tell_compromised,
    tell_lost,
)
from dragoman.ledger.keys import NoKey, active_signing_keys, known_keys, signing_keys
from dragoman.ledger.models import Entry
from dragoman.ledger.services import record
from dragoman.ledger.terms import SYSTEM
from dragoman.ledger.verifying import verify_ledger
from dragoman.lib.record.note import SigningKey, parse_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings, tmp_path):
    settings.LEDGER_KEY_FILE = tmp_path / "keys" / "ledger.key"
    return settings.LEDGER_KEY_FILE


@pytest.fixture
def first(file):
    return make_first_key(actor=SYSTEM)


def signers():
    text = parse_note(sign_head(actor=SYSTEM).note)
    return [known.key for known in known_keys() if text.verified_by(known.key)]


def states():
    return [(known.key, known.state, known.first, known.last) for known in known_keys()]


def test_first_key_lies_in_its_file_and_stands_in_the_ledger(file, first, settings):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [key.verifying for key in signing_keys()] == [first]
    assert (first.name, states()) == (settings.LEDGER_NAME, [(first, "active", 1, None)])
    with pytest.raises(KeyInTheWay, match="rotate"):
        make_first_key(actor=SYSTEM)


def test_key_brought_in_a_file_is_taken(file):
    file.parent.mkdir()
    brought = SigningKey.generate("example.org/ledger")
    brought.save(file)
    assert make_first_key(actor=SYSTEM) == brought.verifying
    assert signers() == [brought.verifying]


def test_no_second_first_key_where_the_file_is_missing(file, first):
    file.unlink()
    with pytest.raises(KeyInTheWay, match="Put its copy there"):
        make_first_key(actor=SYSTEM)


def test_after_a_rotation_both_sign_until_the_old_one_is_retired(first):
    assert signers() == [first]
    second = rotate_key(actor=SYSTEM)
    assert signers() == [first, second]
    retire_key(key_id=first.id.hex(), actor=SYSTEM)
    assert signers() == [second]
    assert states() == [(first, "retired", 1, 2), (second, "active", 2, None)]
    assert verify_ledger().problem == ""


def test_replaced_key_is_retired_after_thirty_days(first, monkeypatch):
    second = rotate_key(actor=SYSTEM)
    sign_head(actor=SYSTEM)
    later = datetime.now(UTC) + timedelta(days=31)
    monkeypatch.setattr(keeping, "datetime", _Clock(later))
    record(actor=SYSTEM, act="clip.made", subject="clip:1")
    assert signers() == [second]
    assert states()[0] == (first, "retired", 1, 2)


class _Clock:
    """Another moment for ``datetime.now``."""

    def __init__(self, at):
        self.at = at
        self.fromisoformat = datetime.fromisoformat

    def now(self, _zone):
        return self.at


def test_only_key_is_not_retired(first):
    with pytest.raises(NoKey, match="only key"):
        retire_key(key_id=first.id.hex(), actor=SYSTEM)


@pytest.mark.parametrize("has_file", [True, False])
def test_lost_key_is_followed_by_a_new_one(file, first, has_file):
    sign_head(actor=SYSTEM)
    if not has_file:
        file.unlink()
    second = tell_lost(key_id=first.id.hex(), actor=SYSTEM)
    assert [key.verifying for key in signing_keys()] == [second]
    assert signers() == [second]
    assert states() == [(first, "lost", 1, 1), (second, "active", 3, None)]
    assert verify_ledger().problem == ""


@pytest.mark.parametrize("act", ["rotate", "lose"])
def test_ledger_keeps_its_name_when_the_site_moves(file, first, settings, act):
    sign_head(actor=SYSTEM)
    settings.LEDGER_NAME = "elsewhere.example/ledger"
    if act == "rotate":
        second = rotate_key(actor=SYSTEM)
    else:
        file.unlink()
        second = tell_lost(key_id=first.id.hex(), actor=SYSTEM)
    assert (second.name, second in signers()) == (first.name, True)


def test_stolen_key_is_followed_by_the_one_beside_it(first):
    second = rotate_key(actor=SYSTEM)
    sign_head(actor=SYSTEM)
    since = datetime.now(UTC) - timedelta(days=2)
    assert tell_compromised(key_id=first.id.hex(), since=since, actor=SYSTEM) == second
    assert signers() == [second]
    known = known_keys()[0]
    assert (known.state, known.since) == ("compromised", since.isoformat(timespec="seconds"))


def test_theft_lies_in_the_past(first):
    with pytest.raises(NoKey, match="has not come yet"):
        tell_compromised(key_id=first.id.hex(), since=datetime.now(UTC) + timedelta(days=1), actor=SYSTEM)
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("act", [retire_key, tell_lost])
def test_unknown_key_is_said(first, act):
    with pytest.raises(NoKey, match="00000000"):
        act(key_id="00000000", actor=SYSTEM)


def test_key_that_the_ledger_does_not_know_signs_nothing(file, first):
    file.unlink()
    SigningKey.generate("someone.else/ledger").save(file)
    with pytest.raises(NoKey, match="does not know"):
        active_signing_keys()


@pytest.mark.parametrize(
    ("content", "says"), [("", "is empty"), ("rubbish\n", "not a signing key"), ("\xff", "not a")]
)
def test_bad_file_is_said_and_never_quoted(file, content, says):
    file.parent.mkdir()
    file.write_text(content)
    with pytest.raises(NoKey, match=says) as refusal:
        signing_keys()
    assert "rubbish" not in str(refusal.value)
