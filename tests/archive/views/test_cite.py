from __future__ import annotations

import json
from urllib.parse import parse_qs

import bibtexparser
import pytest
import rispy
from bs4 import BeautifulSoup
from lxml import etree

from dragoman.corrections.models import Recipient
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, published
from tests.publications.test_selectors import correct

PAGE = "/clips/1/cite"
FILES = ("/clips/1/cite.bib", "/clips/1/cite.ris", "/clips/1/cite.json", "/clips/1/cite.xml")


def soup_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "lxml")


def test_page_has_every_style_and_format_to_copy_and_to_keep(client, clip):
    soup = soup_of(client.get(PAGE))
    assert [one.get_text() for one in soup.select("section h2")] == [
        "In short",
        "APA",
        "Chicago",
        "MLA",
        "Harvard",
        "BibTeX",
        "RIS",
        "CSL-JSON",
        "DataCite",
    ]
    buttons = [one["data-copy"] for one in soup.select("[data-copy]")]
    shown = [
        " ".join(one.get_text().split()) for one in soup.select(".citation > p:first-child, .citation > pre")
    ]
    assert [" ".join(one.split()) for one in buttons] == shown
    assert [link["href"] for link in soup.select(".citation a[download]")] == list(FILES)


def test_files_are_read_by_other_programs(client, clip):
    bib, ris, csl, datacite = (client.get(path) for path in FILES)
    (entry,) = bibtexparser.parse_string(bib.content.decode()).entries
    (record,) = rispy.loads(ris.content.decode())
    (item,) = json.loads(csl.content)
    assert {entry.key, record["id"], item["id"]} == {"drg1"}
    assert etree.fromstring(datacite.content).findtext(".//{*}alternateIdentifier") == "DRG 1"
    assert bib.headers["Content-Disposition"] == 'attachment; filename="drg1-e1.bib"'
    assert csl.headers["Content-Type"] == "application/vnd.citationstyles.csl+json"
    assert Recipient.objects.get().kind == "download"


def test_a_sentence_is_cited_with_both_its_languages(client, clip):
    soup = soup_of(client.get(f"{PAGE}?sentence=s2"))
    assert soup.select_one("h1").get_text() == "At first there will be two trains a day."
    assert soup.select_one("option[selected]")["value"] == "2"
    assert [link["href"] for link in soup.select(".citation a[download]")] == [
        f"{path}?sentence=2" for path in FILES
    ]
    (item,) = client.get(f"{FILES[2]}?sentence=2").json()
    assert (item["original-title"], item["section"]) == ("首批列车每天两班。", "s2")
    assert client.get(f"{PAGE}?sentence=99").status_code == 404
    assert client.get(f"{FILES[0]}?sentence=%00").status_code == 404


def test_page_of_a_sentence_leads_here(client, clip):
    soup = soup_of(client.get("/clips/1/s2"))
    assert "/clips/1/cite?sentence=2" in [link["href"] for link in soup.select(".actions a")]


def test_programs_find_the_reference_in_the_page_of_the_clip(client, clip):
    soup = soup_of(client.get("/clips/1", follow=True))
    coins = parse_qs(soup.select_one("span.Z3988")["title"])
    assert (coins["rft.title"], coins["rft.identifier"]) == (
        ["Night trains will cross the Selva bridge again"],
        ["http://localhost:8000/1", "DRG 1"],
    )
    offered = {link["type"]: link["href"] for link in soup.select('link[rel="alternate"][type]')}
    assert offered["application/x-bibtex"] == FILES[0]
    named = {one["name"]: one["content"] for one in soup.select("meta[name]")}
    assert (named["DC.type"], named["DC.publisher"]) == ("MovingImage", "Dragoman")


def test_in_the_readers_language(client, clip):
    soup = soup_of(client.get(f"/pt{PAGE}"))
    assert soup.html["lang"] == "pt"
    harvard = soup.select("section p")[4].get_text()
    assert "Disponível em: http://localhost:8000/1 (Acesso em:" in harvard


def test_an_earlier_edition_is_cited_as_such(client, world):
    correct(published(world.editor.actor), world.editor.actor)
    page = client.get("/clips/1/editions/1/cite")
    assert "This cites edition 1" in page.content.decode()
    (item,) = client.get("/clips/1/editions/1/cite.json?sentence=2").json()
    assert (item["version"], item["URL"]) == ("1", "http://localhost:8000/clips/1/editions/1#s2")
    assert client.get("/clips/1/editions/3/cite").status_code == 404


@pytest.mark.parametrize("path", [PAGE, f"{PAGE}?sentence=1", *FILES, "/clips/1/editions/1/cite"])
def test_withdrawn_is_gone_and_a_draft_was_never_there(client, world, path):
    withdraw_publication(
        publication=published(world.editor.actor), reason="Asked for.", actor=world.editor.actor
    )
    reserve_number(publication=draft(world.editor.actor), actor=world.editor.actor)
    gone = client.get(path)
    assert (gone.status_code, "夜间" in gone.content.decode()) == (410, False)
    assert [client.get(path.replace("/1/", f"/{number}/", 1)).status_code for number in (2, 99)] == [404, 404]


def test_there_is_no_other_format(client, clip):
    assert [client.get(f"/clips/1/cite.{ending}").status_code for ending in ("exe", "doc")] == [404, 404]
    assert client.post(PAGE).status_code == 405


def test_page_costs_as_many_questions_as_the_clip(client, clip, django_assert_max_num_queries):
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)
