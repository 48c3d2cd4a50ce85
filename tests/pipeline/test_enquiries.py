from __future__ import annotations

import pytest

from dragoman.clips.models import ClipFile
from dragoman.engines.queue.scripted import ScriptedQueue
from dragoman.engines.scanning.scripted import SIGN
from dragoman.engines.video.port import RenditionFacts
from dragoman.enquiries.enclosing import ArrivedFile, place_of
from dragoman.enquiries.models import Attachment, Delivery
from dragoman.enquiries.services import marking
from dragoman.enquiries.services.delivering import Parcel, give
from dragoman.enquiries.terms import Scan
from dragoman.jobs.pulse import Pulse
from dragoman.jobs.worker import Worker, WorkerOptions
from tests.factories.clips import draft
from tests.factories.enquiries import confirmed, taken_on

pytestmark = pytest.mark.django_db


def work():
    Worker(ScriptedQueue(), WorkerOptions(pulse=Pulse)).run_until_idle()


def test_attachments_are_scanned_and_harmful_ones_are_gone(
    world, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.CLAMAV_ADDRESS = "tcp://127.0.0.1:1"
    settings.SCANNING_ENGINE = "dragoman.engines.scanning.scripted.ScriptedScanner"
    files = []
    for name, content in (("good", b"%PDF-1.7"), ("bad", b"%PDF-1.7" + SIGN)):
        (tmp_path / name).write_bytes(content)
        files.append(ArrivedFile(tmp_path / name, f"{name}.pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        confirmed(files=files)
    assert set(Attachment.objects.values_list("scan", flat=True)) == {Scan.WAITING}
    work()
    good, bad = Attachment.objects.order_by("pk")
    assert (good.scan, place_of(good.file).exists()) == (Scan.CLEAN, True)
    assert (bad.scan, place_of(bad.file).exists()) == (Scan.HARMFUL, False)


class Camera:
    """Stands in for the video engine: it keeps what it was asked for."""

    def film(self, film, out, watch):
        self.asked = film
        self.plate = film.plates[0].path.read_bytes()
        out.write_bytes(b"film")
        return RenditionFacts(out, "video/mp4", film.width, film.height, 20_000, 4, "", False, False)


def test_unpublished_clip_is_copied_with_the_reference_in_its_picture(
    world, monkeypatch, django_capture_on_commit_callbacks
):
    camera = Camera()
    monkeypatch.setattr(marking, "video_engine", lambda: camera)
    enquiry, hidden = taken_on(world.officer), draft(world.editor.actor)
    with django_capture_on_commit_callbacks(execute=True):
        made = give(enquiry=enquiry, parcel=Parcel(hidden), person=world.officer)
    work()
    made = Delivery.objects.get(pk=made.pk)
    assert (place_of(made.file).read_bytes(), made.size_bytes, made.trouble) == (b"film", 4, "")
    assert (camera.asked.width, camera.asked.height, camera.plate[:4]) == (1280, 720, b"\x89PNG")
    assert marking.mark_of(made).startswith(enquiry.reference)
    ClipFile.objects.filter(clip=hidden.clip).delete()
    again = give(enquiry=enquiry, parcel=Parcel(hidden), person=world.officer)
    assert marking.mark_copy(delivery=again).trouble == "no film"
