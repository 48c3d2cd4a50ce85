from __future__ import annotations

import pytest

from tests.media.generated import moving_picture
from tests.media.signed import chain, sign


@pytest.fixture(scope="session")
def signing_files(tmp_path_factory):
    return chain(tmp_path_factory.mktemp("chain"))


@pytest.fixture(scope="session")
def anchors(signing_files):
    return signing_files.trust.read_text()


@pytest.fixture(scope="session")
def signed(tmp_path_factory, signing_files):
    """The bytes of a signed video of two seconds."""
    return sign(
        signing_files, moving_picture(tmp_path_factory.mktemp("media") / "a.mp4", seconds=2)
    ).read_bytes()
