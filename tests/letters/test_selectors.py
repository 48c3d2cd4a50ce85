from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dragoman.letters.models import Letter
from dragoman.letters.selectors import letters_by_state, letters_due, letters_in
from dragoman.letters.services import post_letter
from dragoman.letters.terms import LetterState
from tests.letters.conftest import WORDS

pytestmark = pytest.mark.django_db


def test_letters_are_found_by_state_and_time(letter):
    later = post_letter(to="later@example.org", written=WORDS)
    now = timezone.now()
    Letter.objects.filter(pk=later.pk).update(next_at=now + timedelta(hours=1))
    assert list(letters_due(now)) == [letter]
    assert list(letters_in(LetterState.WAITING)) == [later, letter]
    assert letters_by_state() == {LetterState.WAITING: 2, LetterState.SENT: 0, LetterState.REFUSED: 0}
