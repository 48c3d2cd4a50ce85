from __future__ import annotations

import io
import os

import numpy as np
import pytest
from PIL import Image

from tests.publications.golden_frames import FOLDER, FRAMES, drawn


def pixels(png: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        return np.asarray(image.convert("RGBA")).astype(int)


@pytest.mark.parametrize("name", FRAMES)
def test_captions_look_as_they_did_when_people_looked(name):
    if os.environ.get(
        "DRAW_GOLDEN_FRAMES"
    ):  # after a change that is meant: look at them before they are kept
        (FOLDER / f"{name}.png").write_bytes(drawn(name))
    made, golden = pixels(drawn(name)), pixels((FOLDER / f"{name}.png").read_bytes())
    assert made.shape == golden.shape
    assert np.abs(made - golden).mean() < 0.5


def test_a_letter_more_would_be_noticed():
    golden = pixels((FOLDER / "fa.png").read_bytes())
    assert np.abs(golden - pixels((FOLDER / "he.png").read_bytes())).mean() > 0.5
