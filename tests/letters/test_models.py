from __future__ import annotations

import pytest
from django.db import IntegrityError

from dragoman.letters.models import Letter


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [{"state": "lost"}, {"state": "sent"}])
def test_letter_is_in_a_known_state_and_settled_when_over(fields):
    with pytest.raises(IntegrityError):
        Letter.objects.create(subject="x", **fields)


def test_names_say_what_they_are(letter):
    assert (str(letter), str(letter.enclosures.get())) == ("Your report has arrived (waiting)", "reçu.pdf")
