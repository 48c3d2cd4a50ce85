"""Against an authority made with the openssl command."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.lib.record.timestamp import BadTimestamp, ask_about, check_timestamp, read_roots, stated_time
from tests.ledger.authority import Authority

TEXT = "example.org/ledger\n21\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority.made_in(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def answered(authority):
    question = ask_about(TEXT)
    return question, authority.answer(question.data)


def test_authority_says_when(authority, answered):
    question, answer = answered
    at = question.check(answer, TEXT, authority.roots)
    assert abs(datetime.now(UTC) - at) < timedelta(minutes=1)
    assert check_timestamp(answer, TEXT, authority.roots) == stated_time(answer, TEXT) == at


def test_other_text_is_refused(authority, answered):
    with pytest.raises(BadTimestamp, match="does not hold"):
        check_timestamp(answered[1], TEXT + "\n", authority.roots)
    with pytest.raises(BadTimestamp, match="another text"):
        stated_time(answered[1], TEXT + "\n")


def test_answer_to_another_question_is_refused(authority, answered):
    with pytest.raises(BadTimestamp, match="another question"):
        ask_about(TEXT).check(answered[1], TEXT, authority.roots)


def test_unknown_authority_is_refused(answered, tmp_path):
    other = Authority.made_in(tmp_path)
    with pytest.raises(BadTimestamp, match="does not hold"):
        check_timestamp(answered[1], TEXT, other.roots)
    with pytest.raises(BadTimestamp, match="no authority"):
        check_timestamp(answered[1], TEXT, ())


@pytest.mark.parametrize("pem", [b"", b"no certificate"])
def test_what_is_no_certificate_is_refused(pem):
    with pytest.raises(BadTimestamp, match="no certificate"):
        read_roots(pem)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_no_flipped_bit_passes(authority, answered, data):
    answer = bytearray(answered[1])
    bit = data.draw(st.integers(0, len(answer) * 8 - 1))
    answer[bit // 8] ^= 1 << bit % 8
    try:
        check_timestamp(bytes(answer), TEXT, authority.roots)
    except BadTimestamp:
        return
    # One known name of a signature algorithm became another, which no signature covers and nothing depends on.
    before, after = answered[1][bit // 8], answer[bit // 8]
    assert (before, after) in {(0x02, 0x03), (0x02, 0x00)} and bit // 8 > len(answer) - 90


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_refused(authority, answer):
    with pytest.raises(BadTimestamp):
        check_timestamp(answer, TEXT, authority.roots)
    with pytest.raises(BadTimestamp):
        stated_time(answer, TEXT)
