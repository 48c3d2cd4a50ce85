from __future__ import annotations

import pytest

from dragoman.clips.stills import MOST, moments_of


@pytest.mark.parametrize(
    ("duration_ms", "moments"), [(2_000, (250, 750, 1250, 1750)), (300, (150,)), (1_000, (250, 750))]
)
def test_moments_lie_in_the_middle_of_even_parts(duration_ms, moments):
    assert moments_of(duration_ms) == moments


def test_long_clips_have_so_many_and_no_more():
    moments = moments_of(7_200_000)
    assert (len(moments), moments[0], moments[-1]) == (MOST, 150_000, 7_050_000)
