"""Pages of the site at the desk: beginning, writing, publishing, undoing, taking out."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.writings.models import Page, PageText, PageVersion
from dragoman.writings.selectors import page_for_readers
from tests.desk.browsing import errors, form_values, said, soup
from tests.factories.world import World
from tests.writings.pages import begun, text_of, written

SITE = reverse("desk:site")


def at(name: str, slug: str = "letters", language: str | None = "en") -> str:
    return reverse(f"desk:{name}", args=[slug, language] if language else [slug])


def opened(client: Client, address: str) -> dict[str, str]:
    return form_values(soup(client.get(address)), address)


def test_list_begins_with_the_pages_every_site_has(editor: Client) -> None:
    page = soup(editor.get(SITE))
    assert [a.get_text() for a in page.select("tbody th a")][:2] == ["About", "How we work"]
    assert page.select_one("tbody a[lang=ar]")["href"] == at("page_text", "about", "ar")


def test_page_begins_at_its_address(editor: Client) -> None:
    answer = editor.post(reverse("desk:start_page"), {"address": "Letters"})
    assert answer.headers["Location"] == at("page_text")
    assert Page.objects.get().slug == "letters"
    again = editor.post(reverse("desk:start_page"), {"address": "letters"})
    assert (again.status_code, len(errors(soup(again)))) == (422, 1)


def test_our_text_is_opened_without_being_kept(editor: Client) -> None:
    form = opened(editor, at("page_text", "about", "fr"))
    assert (form["title"], form["seen"], PageText.objects.count()) == ("À propos de {site}", "0", 0)


def test_words_are_saved_for_the_desk_and_published_for_readers(editor: Client) -> None:
    address = at("page_text", "about")
    form = opened(editor, address) | {"title": "About us", "text": "We are **we**."}
    editor.post(address, form | {"act": "save"})
    assert page_for_readers("about", "en").wording.version == 0
    page = soup(
        editor.post(address, opened(editor, address) | {"act": "publish", "why": "ours"}, follow=True)
    )
    assert said(page) == ["Readers see it now."]
    assert (PageVersion.objects.get().why, page_for_readers("about", "en").wording.title) == (
        "ours",
        "About us",
    )
    assert soup(Client().get("/about")).h1.get_text() == "About us"


def test_what_can_not_be_published_is_saved_and_named(editor: Client, world: World) -> None:
    written("letters", "en", "Letters", "One.", world.editor.actor)
    address = at("page_text")
    answer = editor.post(address, opened(editor, address) | {"text": "See {clip:99}.", "act": "publish"})
    page = soup(answer)
    assert answer.status_code == 422
    assert page.select_one(".page-preview .notice code").get_text() == "{clip:99}"
    assert (text_of("letters", "en").text, page_for_readers("letters", "en").wording.text) == (
        "See {clip:99}.",
        "One.",
    )
    form = form_values(page, address)
    assert editor.post(address, form | {"text": "Two.", "act": "publish"}).status_code == 302


def test_colleagues_words_stand_over_mine_and_are_not_lost(
    editor: Client, administrator: Client, world: World
) -> None:
    begun("letters", "en", "Letters", "One.", world.editor.actor)
    address = at("page_text")
    mine = opened(editor, address)
    administrator.post(address, opened(administrator, address) | {"text": "Theirs.", "act": "save"})
    answer = editor.post(address, mine | {"text": "Mine.", "act": "publish"})
    page = soup(answer)
    assert (answer.status_code, text_of("letters", "en").text) == (409, "Theirs.")
    assert "Theirs." in page.select_one(".meanwhile").get_text()
    assert form_values(page, address)["text"] == "Mine."
    assert editor.post(address, form_values(page, address) | {"act": "save"}).status_code == 302
    assert text_of("letters", "en").text == "Mine."


def test_keeping_while_typing_answers_machines(editor: Client, world: World) -> None:
    begun("letters", "en", "Letters", "One.", world.editor.actor)
    form = opened(editor, at("page_text")) | {"text": "Two."}
    first = editor.post(at("keep_page"), form)
    assert (first.status_code, first.json()) == (200, {"seen": 2})
    stale = editor.post(at("keep_page"), form | {"text": "Three."})
    assert (stale.status_code, list(stale.json()), text_of("letters", "en").text) == (
        409,
        ["problem"],
        "Two.",
    )
    assert editor.post(at("keep_page"), form | {"seen": "x"}).status_code == 422
    assert editor.post(at("keep_page"), form | {"seen": "2", "title": "x" * 200}).status_code == 422


def test_preview_is_what_readers_would_see_in_the_language_of_the_page(editor: Client, world: World) -> None:
    begun("letters", "ar", "رسائل", "One.", world.editor.actor)
    typed = {"title": "رسائل", "summary": "", "text": "{contact} <script>x</script> {clip:9}"}
    page = soup(editor.post(at("preview_page", "letters", "ar"), typed))
    assert (page.article["lang"], page.article["dir"]) == ("ar", "rtl")
    assert page.select("script") == []
    assert page.article.em.get_text() == "لم يُذكر بعد"
    assert page.select_one(".notice li").get_text(" ", strip=True).endswith("number 9.")
    without_script = editor.post(at("page_text", "letters", "ar"), typed | {"seen": "1", "act": "preview"})
    assert (without_script.status_code, text_of("letters", "ar").text) == (200, "One.")


def test_history_shows_what_changed_and_puts_back(editor: Client, world: World) -> None:
    written("letters", "en", "Letters", "The old words stand.", world.editor.actor)
    written("letters", "en", "Letters", "The new words stand.", world.editor.actor)
    page = soup(editor.get(at("page_history")))
    first = page.select_one(".versions li")
    assert (first.select_one("del").get_text(), first.select_one("ins").get_text()) == ("old ", "new ")
    assert "Edda" in first.get_text()
    editor.post(at("restore_page"), {"version": "1"})
    assert page_for_readers("letters", "en").wording.text == "The old words stand."
    assert editor.post(at("restore_page"), {"version": "99"}).status_code == 404


def test_language_is_taken_from_readers(editor: Client, world: World) -> None:
    written("letters", "en", "Letters", "One.", world.editor.actor)
    editor.post(at("unpublish_page"))
    assert Client().get("/pages/letters").status_code == 404


def test_page_is_arranged_taken_out_and_brought_back(editor: Client, world: World) -> None:
    written("letters", "en", "Letters", "One.", world.editor.actor)
    editor.post(at("arrange_page", language=None), {"place": "3"})
    page = Page.objects.get()
    assert (page.place, page.is_in_foot) == (3, False)
    assert editor.post(at("arrange_page", language=None), {"place": "x"}).status_code == 422
    editor.post(at("delete_page", language=None))
    assert Client().get("/pages/letters").status_code == 410
    assert "was taken out" in soup(editor.get(at("page", language=None))).get_text()
    editor.post(at("bring_back_page", language=None))
    assert Client().get("/pages/letters").status_code == 200


@pytest.mark.parametrize("name", ["page_text", "page_history"])
def test_what_is_no_page_is_not_found(editor: Client, name: str) -> None:
    for address in (at(name), at(name, "about", "tlh"), at(name, "%00x")):
        assert editor.get(address).status_code == 404


def test_others_of_the_desk_are_kept_out(translator: Client, monitor: Client, reviewer: Client) -> None:
    for client in (translator, monitor, reviewer):
        for address in (SITE, at("page", "about", None), at("page_text", "about")):
            assert client.get(address).status_code == 403
        assert client.post(at("keep_page", "about"), {"seen": "0", "text": "x"}).status_code == 403
        assert SITE not in client.get(reverse("desk:rundown")).content.decode()
