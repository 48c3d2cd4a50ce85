"""OAI-PMH 2.0 as a harvester that is not ours reads it, and as its text asks for it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from sickle import Sickle
from sickle.oaiexceptions import IdDoesNotExist
from sickle.response import OAIResponse

from dragoman.api.oai.terms import OaiError, kind_and_slug, set_of
from dragoman.api.views import oai
from dragoman.catalogue.models import Channel
from dragoman.publications.models import Publication
from dragoman.publications.services import reserve_number, withdraw_publication
from tests.factories.clips import draft, published

pytestmark = pytest.mark.django_db
SPACE = {"o": "http://www.openarchives.org/OAI/2.0/", "d": "http://datacite.org/schema/kernel-4"}
TITLE = "Night trains will cross the Selva bridge again"
SECRET = "What nobody may know yet"


class Harvester(Sickle):
    """The harvester with Django's client in place of the network."""

    def __init__(self, client):
        super().__init__("http://localhost:8000/oai")
        self.client = client

    def harvest(self, **arguments):
        response = self.client.get("/oai", arguments)
        response.text, response.encoding = response.content.decode(), "utf-8"
        return OAIResponse(response, params=arguments)


@pytest.fixture
def harvester(client):
    return Harvester(client)


@pytest.fixture
def clip(world):
    return published(world.editor.actor)


@pytest.fixture
def many(world, monkeypatch):
    """Five clips, one withdrawn, each changed a minute after the one before; two to a page."""
    monkeypatch.setattr(oai, "_RECORDS", 2)
    monkeypatch.setattr(oai, "_HEADERS", 2)
    made = [published(world.editor.actor, title=f"Night trains {n}") for n in range(5)]
    withdraw_publication(publication=made[1], reason="Not what was aired.", actor=world.editor.actor)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for at, one in enumerate(made):
        moment = start + timedelta(minutes=at)
        Publication.objects.filter(pk=one.pk).update(updated_at=moment)
        Publication.objects.filter(pk=one.pk, withdrawn_at__isnull=False).update(withdrawn_at=moment)
    return made


def ask(client, **arguments):
    response = client.get("/oai", arguments)
    assert (response.status_code, response["Content-Type"]) == (200, "text/xml; charset=utf-8")
    return etree.fromstring(response.content)


def code(tree):
    [error] = tree.findall("o:error", SPACE)
    return error.get("code")


def test_repository_says_who_it_is(harvester, clip, settings):
    settings.DEFAULT_FROM_EMAIL = "The desk <desk@archive.example>"
    told = harvester.Identify()
    assert (told.protocolVersion, told.deletedRecord, told.granularity, told.adminEmail) == (
        "2.0",
        "persistent",
        "YYYY-MM-DDThh:mm:ssZ",
        "desk@archive.example",
    )
    assert told.baseURL == f"{settings.SITE_URL}/oai"
    assert told.earliestDatestamp == clip.updated_at.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_formats_and_sets(harvester, clip):
    assert [one.metadataPrefix for one in harvester.ListMetadataFormats()] == ["oai_dc", "oai_datacite"]
    assert [one.setSpec for one in harvester.ListSets()] == [
        "topic",
        "topic:public-works",
        "topic:railways",
        "source",
        "source:meridian-tv",
    ]


def test_record_in_dublin_core(harvester, clip, settings):
    record = harvester.GetRecord(identifier="oai:localhost:1", metadataPrefix="oai_dc")
    assert (record.header.identifier, record.header.deleted) == ("oai:localhost:1", False)
    assert sorted(record.header.setSpecs) == ["source:meridian-tv", "topic:public-works", "topic:railways"]
    assert record.metadata == {
        "title": [TITLE],
        "creator": ["Lin Ruomei", "Vera Sokolskaya"],
        "contributor": ["Edda"],
        "subject": ["Public works", "Railways"],
        "description": ["Trains return.", "In May."],
        "publisher": [settings.SITE_NAME],
        "date": ["2024-04-09"],
        "type": ["MovingImage"],
        "format": ["PT20S"],
        "identifier": [f"{settings.SITE_URL}/clips/1/{clip.slug}", "DRG 1"],
        "source": ["Meridian TV (Norland)"],
        "language": ["zh", "ru", "en"],
        "relation": [f"{settings.SITE_URL}/clips/1/files/clip.mp4"],
    }


def test_record_in_datacite_has_what_datacite_insists_on(client, clip, settings):
    tree = ask(client, verb="GetRecord", identifier="oai:localhost:1", metadataPrefix="oai_datacite")
    resource = tree.find(".//d:resource", SPACE)
    identifier = resource.find("d:identifier", SPACE)
    assert (identifier.text, identifier.get("identifierType")) == (
        f"{settings.SITE_URL}/clips/1/{clip.slug}",
        "URL",
    )
    assert [one.text for one in resource.findall("d:creators/d:creator/d:creatorName", SPACE)] == [
        "Lin Ruomei",
        "Vera Sokolskaya",
    ]
    assert resource.findtext("d:titles/d:title", None, SPACE) == TITLE
    assert resource.findtext("d:publisher", None, SPACE) == settings.SITE_NAME
    assert re.fullmatch(r"\d{4}", resource.findtext("d:publicationYear", None, SPACE))
    assert resource.find("d:resourceType", SPACE).get("resourceTypeGeneral") == "Audiovisual"


@pytest.mark.parametrize(("verb", "prefix"), [("ListRecords", "oai_datacite"), ("ListIdentifiers", "oai_dc")])
def test_harvester_follows_the_tokens_to_the_end(harvester, many, verb, prefix):
    found = list(getattr(harvester, verb)(metadataPrefix=prefix))
    headers = [getattr(one, "header", one) for one in found]
    assert [(one.identifier, one.deleted) for one in headers] == [
        (f"oai:localhost:{number}", number == 2) for number in range(1, 6)
    ]


def test_last_page_ends_with_an_empty_token(client, many):
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    token = first.find(".//o:resumptionToken", SPACE)
    assert token.get("cursor") == "0"
    pages = []
    while token.text:
        token = ask(client, verb="ListIdentifiers", resumptionToken=token.text).find(
            ".//o:resumptionToken", SPACE
        )
        pages.append((token.get("cursor"), bool(token.text)))
    assert pages == [("2", True), ("4", False)]


def test_harvest_is_narrowed(harvester, many):
    minute = "2026-01-01T00:0{}:00Z".format
    for asked, numbers in (
        ({"from": minute(2)}, [3, 4, 5]),
        ({"until": minute(1)}, [1, 2]),
        ({"from": minute(1), "until": minute(3)}, [2, 3, 4]),
        ({"from": "2026-01-01", "until": "2026-01-01"}, [1, 2, 3, 4, 5]),
        ({"set": "topic:railways"}, [1, 2, 3, 4, 5]),
        ({"set": "source:meridian-tv", "from": minute(4)}, [5]),
    ):
        found = harvester.ListIdentifiers(metadataPrefix="oai_dc", **asked)
        assert [int(one.identifier.rpartition(":")[2]) for one in found] == numbers


def test_withdrawn_clip_is_a_deleted_record_without_a_word(client, clip, world):
    withdraw_publication(publication=clip, reason="Not what was aired.", actor=world.editor.actor)
    for asked in (
        {"verb": "GetRecord", "identifier": "oai:localhost:1"},
        {"verb": "ListRecords"},
        {"verb": "ListRecords", "set": "topic:railways"},
    ):
        tree = ask(client, metadataPrefix="oai_dc", **asked)
        assert tree.find(".//o:header", SPACE).get("status") == "deleted"
        assert tree.find(".//o:metadata", SPACE) is None
        assert "Night trains" not in etree.tostring(tree, encoding="unicode")


MISTAKES = (
    ("", "badVerb"),
    ("verb=Nothing", "badVerb"),
    ("verb=Identify&verb=Identify", "badVerb"),
    ("verb=Identify&metadataPrefix=oai_dc", "badArgument"),
    ("verb=ListRecords", "badArgument"),
    ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-02-30", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-01", "badArgument"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2026-01-02&until=2026-01-03T00:00:00Z", "badArgument"),
    ("verb=ListRecords&metadataPrefix=%00", "badArgument"),
    ("verb=Identify&%01=1", "badArgument"),
    ("verb=ListRecords&resumptionToken=x&metadataPrefix=oai_dc", "badArgument"),
    ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
    ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
    ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
    ("verb=GetRecord&identifier=oai:localhost:1&metadataPrefix=marc", "cannotDisseminateFormat"),
    ("verb=GetRecord&identifier=oai:localhost:9&metadataPrefix=oai_dc", "idDoesNotExist"),
    ("verb=GetRecord&identifier=oai:elsewhere:1&metadataPrefix=oai_dc", "idDoesNotExist"),
    ("verb=ListMetadataFormats&identifier=urn:x", "idDoesNotExist"),
    ("verb=ListRecords&metadataPrefix=oai_dc&from=2999-01-01", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=topic:none", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=topic", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=colour:red", "noRecordsMatch"),
    ("verb=ListRecords&metadataPrefix=oai_dc&set=topic:~FF", "noRecordsMatch"),
)


def test_each_mistake_has_its_own_error(client, clip):
    for query, expected in MISTAKES:
        tree = etree.fromstring(client.get(f"/oai?{query}").content)
        assert (query, code(tree)) == (query, expected)
        # Of a question that can't be read nothing is repeated.
        assert bool(tree.find("o:request", SPACE).attrib) == (expected not in {"badVerb", "badArgument"})


def test_form_is_read_as_an_address_is(client, clip):
    form = {"verb": "GetRecord", "identifier": "oai:localhost:1", "metadataPrefix": "oai_dc"}
    posted = etree.fromstring(client.post("/oai", form).content)
    assert dict(posted.find("o:request", SPACE).attrib) == form
    assert posted.find(".//o:metadata", SPACE) is not None
    assert client.put("/oai").status_code == 405


def test_outsider_learns_nothing_of_drafts_or_of_hidden_sources(client, harvester, clip, world):
    hidden = draft(world.editor.actor, title=SECRET)
    reserve_number(publication=hidden, actor=world.editor.actor)
    assert [one.header.identifier for one in harvester.ListRecords(metadataPrefix="oai_dc")] == [
        "oai:localhost:1"
    ]
    with pytest.raises(IdDoesNotExist):
        harvester.GetRecord(identifier="oai:localhost:2", metadataPrefix="oai_dc")
    Channel.objects.update(is_sensitive=True)
    record = harvester.GetRecord(identifier="oai:localhost:1", metadataPrefix="oai_dc")
    assert "source:meridian-tv" not in record.header.setSpecs
    tree = ask(client, verb="ListRecords", metadataPrefix="oai_dc", set="source:meridian-tv")
    assert code(tree) == "noRecordsMatch"


def test_a_page_asks_as_much_for_one_record_as_for_many(client, world):
    counts = []
    for number in range(3):
        published(world.editor.actor, title=f"Night trains {number}")
        with CaptureQueriesContext(connection) as queries:
            ask(client, verb="ListRecords", metadataPrefix="oai_datacite")
        counts.append(len(queries))
    assert counts == [5, 5, 5]


@given(slug=st.text(min_size=1, max_size=26))
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_any_slug_is_a_set_and_comes_back(slug):
    if "\0" in slug:
        return
    try:
        spec = set_of("topic", slug)
    except UnicodeEncodeError:
        return
    assert re.fullmatch(r"([A-Za-z0-9\-_.!~*'()])+(:[A-Za-z0-9\-_.!~*'()]+)*", spec)
    assert kind_and_slug(spec) == ("topic", slug)


@given(spec=st.text(max_size=30))
@settings(suppress_health_check=list(HealthCheck), deadline=None)
def test_anything_else_is_no_set(spec):
    try:
        kind_and_slug(spec)
    except OaiError as error:
        assert error.code == "noRecordsMatch"
