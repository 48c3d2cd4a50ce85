from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dragoman.accounts.models import Opening
from dragoman.ledger.models import Entry
from dragoman.publications import previews
from dragoman.publications.errors import IllegalTransition, NotPublishable
from dragoman.publications.models import PreviewLink
from dragoman.publications.previews import (
    make_preview,
    note_use,
    open_link,
    previewed,
    published_since,
    revoke_preview,
)
from dragoman.publications.services import publish_clip
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(world):
    publication = draft(world.editor.actor)
    return make_preview(publication=publication, name=" Nora\n of  Radio ", days=7, actor=world.editor.actor)


def test_a_link_is_kept_by_its_digest_alone(made):
    assert (made.link.name, open_link(made.token)) == ("Nora of Radio", made.link)
    row = str(list(PreviewLink.objects.values()))
    lines = b"".join(bytes(one) for one in Entry.objects.values_list("line", flat=True)).decode()
    assert [made.token in kept for kept in (row, lines)] == [False, False]
    assert "Nora" not in lines


@pytest.mark.parametrize("token", ["", "x", "x" * 3000, "\udcff", "é"])
def test_any_other_token_opens_nothing(made, token):
    assert open_link(token) is None


def test_an_expired_or_revoked_link_opens_nothing(world, made):
    revoke_preview(link=made.link, actor=world.editor.actor)
    revoke_preview(link=made.link, actor=world.editor.actor)
    assert (open_link(made.token), Entry.objects.filter(act="preview.revoked").count()) == (None, 1)
    PreviewLink.objects.update(revoked_at=None, expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert open_link(made.token) is None


def test_a_link_leads_on_once_the_clip_is_published(world, made):
    publication = made.link.publication
    assert published_since(made.token) is None
    publish_clip(publication=publication, actor=world.editor.actor)
    assert (open_link(made.token), published_since(made.token)) == (None, publication)
    revoke_preview(link=made.link, actor=world.editor.actor)
    assert published_since(made.token) is None


def test_the_clip_is_shown_as_it_stands_and_nothing_is_kept(made):
    before = (Entry.objects.count(), Opening.objects.count())
    shown = previewed(open_link(made.token))
    assert (shown.content.number, len(shown.content.lines), sorted(shown.files)) == (
        0,
        3,
        ["clip.mp4", "peaks.json", "poster.jpg"],
    )
    assert (Entry.objects.count(), Opening.objects.count()) == before


def test_the_newest_uses_are_kept(made, monkeypatch):
    monkeypatch.setattr(previews, "_USES_KEPT", 3)
    for _ in range(5):
        note_use(link=made.link)
    assert made.link.uses.count() == 3


def test_links_are_named_and_for_what_is_not_published(world):
    with pytest.raises(NotPublishable):
        make_preview(publication=draft(world.editor.actor), name=" ", days=1, actor=world.editor.actor)
    with pytest.raises(IllegalTransition):
        make_preview(publication=published(world.editor.actor), name="Nora", days=1, actor=world.editor.actor)
