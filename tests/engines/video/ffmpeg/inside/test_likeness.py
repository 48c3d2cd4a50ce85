from __future__ import annotations

import numpy as np
import pytest

from dragoman.engines.video.ffmpeg.inside.likeness import HEIGHT, WIDTH, Thumbs, compare_pictures
from dragoman.engines.video.port import CutNotExact


def moving(count: int, step: float = 2.0) -> Thumbs:
    """A bright bar that walks, so that every frame differs from its neighbours."""
    across = np.arange(WIDTH)
    rows = [np.clip(255 - 12 * np.abs(across - step * frame), 0, 255) for frame in range(count)]
    return np.stack([np.tile(row, (HEIGHT, 1)) for row in rows]).astype(np.uint8)


def noisy(thumbs: Thumbs) -> Thumbs:
    noise = np.random.default_rng(7).integers(-2, 3, thumbs.shape)
    return np.clip(thumbs.astype(int) + noise, 0, 255).astype(np.uint8)


def test_the_same_pictures_encoded_again_pass() -> None:
    source = moving(30)
    compare_pictures(source, 4, noisy(source[4:24]))
    compare_pictures(source, 0, noisy(source))


def test_still_and_black_pictures_pass() -> None:
    still = np.full((10, HEIGHT, WIDTH), 60, dtype=np.uint8)
    compare_pictures(still, 2, noisy(still[2:8]))
    compare_pictures(still * 0, 2, still[2:8] * 0)


@pytest.mark.parametrize("step", [0.3, 2.0])
@pytest.mark.parametrize("shift", [-1, 1])
def test_a_row_one_frame_out_of_step_is_caught(shift: int, step: float) -> None:
    source = moving(60, step)
    with pytest.raises(CutNotExact):
        compare_pictures(source, 4, noisy(source[4 + shift : 54 + shift]))


def test_one_frame_shown_twice_and_one_lost_is_caught() -> None:
    source = moving(30)
    cut = noisy(source[4:24])
    cut[7] = cut[6]
    with pytest.raises(CutNotExact, match="Frame 7 of the cut shows the frame beside it"):
        compare_pictures(source, 4, cut)


def test_another_picture_is_caught() -> None:
    source = moving(30)
    cut = source[4:24].copy()
    cut[3] = 255 - cut[3]
    with pytest.raises(CutNotExact, match="Frame 3 of the cut is not the picture"):
        compare_pictures(source, 4, cut)
