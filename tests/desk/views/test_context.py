from __future__ import annotations

from django.test import Client
from django.urls import reverse

from dragoman.publications.models import Publication
from dragoman.transcripts.surroundings import context_digest, context_of


def address(draft: Publication) -> str:
    return reverse("desk:context", args=[draft.clip_id])


def post(client: Client, draft: Publication, seen: str, **fields: str):
    return client.post(address(draft), {"seen": seen, **fields})


def test_words_before_the_clip_are_saved_and_shown(editor: Client, draft: Publication) -> None:
    seen = context_digest(draft.clip)
    answer = post(editor, draft, seen, **{"new-after-0-text": "夜里", "new-after-0-translation": "At night"})
    assert answer.status_code == 302
    assert [(line.text, line.translation) for line in context_of(draft.clip)] == [("夜里", "At night")]
    assert "At night" in editor.get(reverse("desk:clip", args=[draft.clip_id])).content.decode()


def test_conflict_keeps_what_was_typed(editor: Client, draft: Publication) -> None:
    answer = post(editor, draft, "0" * 64, **{"new-after-0-text": "Мои слова"})
    assert answer.status_code == 409
    assert "Мои слова" in answer.content.decode()


def test_too_long_is_said_and_nothing_saved(editor: Client, draft: Publication) -> None:
    answer = post(editor, draft, context_digest(draft.clip), **{"new-after-0-text": "a" * 5001})
    assert (answer.status_code, context_of(draft.clip)) == (200, ())
    assert "shorten it" in answer.content.decode()


def test_stranger_is_sent_to_sign_in(client: Client, draft: Publication) -> None:
    assert post(client, draft, "").status_code == 302
    assert context_of(draft.clip) == ()
