from __future__ import annotations

import io
import json

import pytest
from PIL import Image

from dragoman.clips.errors import BeyondTheRecording
from dragoman.clips.models import ClipFile
from dragoman.clips.services import choose_poster, illustrate_clip
from dragoman.engines.video.port import UNWATCHED
from dragoman.ledger.models import Entry
from dragoman.recordings.vault import vault
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import moving_picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def clip(world, tmp_path):
    """Two seconds whose frames differ."""
    made = draft(world.editor.actor).clip
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    made.files.filter(kind="playable").update(
        sha256=sha256, size_bytes=size, duration_ms=2_000, width=320, height=180
    )
    return made


def picture(clip, kind):
    file = clip.files.get(kind=kind)
    with Image.open(vault().path_of(file.sha256)) as opened:
        return (file.width, file.height), opened.size


def test_clip_gets_stills_in_one_picture_beside_the_rest(clip):
    clip.files.exclude(kind="playable").delete()
    illustrate_clip(clip=clip, watch=UNWATCHED)
    assert set(clip.files.values_list("kind", flat=True)) == set(ClipFile.Kind.values)
    assert (picture(clip, "stills"), picture(clip, "poster")) == (
        ((320, 180), (1280, 180)),
        ((320, 180), (320, 180)),
    )


def test_editor_chooses_a_moment_and_gives_it_back(clip, world):
    chosen = choose_poster(clip=clip, at_ms=1_500, actor=world.editor.actor)
    first = clip.files.get(kind="poster").sha256
    assert chosen.poster_ms == 1_500
    with Image.open(io.BytesIO(vault().path_of(first).read_bytes())) as opened:
        assert opened.format == "JPEG"
    again = choose_poster(clip=clip, at_ms=200, actor=world.editor.actor)
    assert (again.poster_ms, clip.files.get(kind="poster").sha256 != first) == (200, True)
    choose_poster(clip=clip, at_ms=1_500, actor=world.editor.actor)
    assert clip.files.get(kind="poster").sha256 == first
    automatic = choose_poster(clip=clip, at_ms=None, actor=world.editor.actor)
    told = [json.loads(bytes(one.line))["detail"] for one in Entry.objects.filter(act="clip.poster_chosen")]
    assert automatic.poster_ms is None
    assert [(one["before_ms"], one["at_ms"]) for one in told] == [
        (None, 1_500),
        (1_500, 200),
        (200, 1_500),
        (1_500, None),
    ]


def test_chosen_moment_stays_when_pictures_are_made_again(clip, world):
    chosen = choose_poster(clip=clip, at_ms=1_500, actor=world.editor.actor)
    before = clip.files.get(kind="poster").sha256
    clip.files.filter(kind="poster").delete()
    illustrate_clip(clip=chosen, watch=UNWATCHED)
    assert clip.files.get(kind="poster").sha256 == before


@pytest.mark.parametrize("at_ms", [-1, 2_000, 10**9])
def test_moment_outside_the_clip_is_refused(clip, world, at_ms):
    with pytest.raises(BeyondTheRecording):
        choose_poster(clip=clip, at_ms=at_ms, actor=world.editor.actor)


def test_sound_alone_has_no_picture_to_choose(clip, world):
    clip.files.filter(kind="playable").update(width=0)
    with pytest.raises(BeyondTheRecording):
        choose_poster(clip=clip, at_ms=0, actor=world.editor.actor)
