"""People are drawn in every style, pose by pose."""

from __future__ import annotations

import pytest

from demo.people import MOUTHS, STYLES, Look, Pose, figure


@pytest.mark.parametrize("style", sorted(STYLES))
def test_every_style_gives_a_figure_of_one_size(style: str) -> None:
    assert figure(Look(style=style), Pose(), 0.5).size == (224, 232)


def test_every_mouth_looks_different() -> None:
    drawn = {figure(Look(), Pose(mouth=mouth), 0.5).tobytes() for mouth in range(MOUTHS)}
    assert len(drawn) == MOUTHS
