from __future__ import annotations

import io

import pytest
from PIL import Image

from dragoman.clips.models import ClipFile
from dragoman.engines.video.port import UNWATCHED, WorkCancelled
from dragoman.publications.film_basis import NoFilm
from dragoman.publications.frames import can_have_frame, kept_frame, latest_digest, make_frames
from dragoman.publications.models import PublishedFile
from dragoman.publications.services import publish_clip, withdraw_publication
from tests.factories.clips import draft, kept_bytes
from tests.media.generated import moving_picture
from tests.publications.test_sounding import correct

pytestmark = pytest.mark.django_db
SCRIPTED = "dragoman.engines.video.scripted.ScriptedVideo"


@pytest.fixture
def publication(world, tmp_path, settings):
    settings.CARDS_DIR = tmp_path / "cards"
    waiting = draft(world.editor.actor)
    sha256, size = kept_bytes(moving_picture(tmp_path / "a.mp4", seconds=2).read_bytes())
    ClipFile.objects.filter(clip=waiting.clip, kind="playable").update(sha256=sha256, size_bytes=size)
    return publish_clip(publication=waiting, actor=world.editor.actor)


def shown(label, ending):
    with Image.open(io.BytesIO(kept_frame(1, latest_digest(1), label, ending))) as picture:
        return picture.format, picture.size


def test_each_sentence_has_its_picture_made_once(publication):
    assert (make_frames(number=1, watch=UNWATCHED), make_frames(number=1, watch=UNWATCHED)) == (3, 0)
    assert (shown("1", "avif"), shown("3", "jpg")) == (("AVIF", (320, 180)), ("JPEG", (320, 180)))
    assert kept_frame(1, latest_digest(1), "1", "avif") != kept_frame(1, latest_digest(1), "2", "avif")


def test_another_edition_has_others(publication, world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    make_frames(number=1, watch=UNWATCHED)
    before = latest_digest(1)
    correct(publication, world)
    assert make_frames(number=1, watch=UNWATCHED) == 3
    assert kept_frame(1, before, "1", "avif") is None


class Cancelled:
    def progress(self, permille):
        return None

    def cancelled(self):
        return True


def test_nothing_to_see_or_to_publish_has_none(publication, world, settings):
    settings.VIDEO_ENGINE = SCRIPTED
    with pytest.raises(WorkCancelled):
        make_frames(number=1, watch=Cancelled())
    PublishedFile.objects.filter(name="clip.mp4").update(mime="audio/mp4")
    with pytest.raises(NoFilm):
        make_frames(number=1, watch=UNWATCHED)
    assert [can_have_frame(1, label) for label in ("1", "9")] == [True, False]
    withdraw_publication(publication=publication, reason="Twice.", actor=world.editor.actor)
    with pytest.raises(NoFilm):
        make_frames(number=1, watch=UNWATCHED)
    assert (latest_digest(1), latest_digest(2), can_have_frame(1, "1")) == ("", "", False)
