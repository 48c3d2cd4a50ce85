from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dragoman.bulletins.asking import Asked, ask
from dragoman.bulletins.models import Subscriber, Suppression
from dragoman.bulletins.wants import Want
from dragoman.ledger.models import Entry
from tests.bulletins.mailbox import letters
from tests.factories.readers import names_in_lists, reader

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LIST = (
    b"address,topics,cadence,evidence\n"
    b"new@reader.example,railways,daily,Form of 2021-03-04\n"
    b"silent@reader.example,railways,daily,\n"
)


@pytest.fixture
def ada(client, world):
    names_in_lists()
    client.force_login(world.administrator, backend=BACKEND)
    return client


def text(response) -> str:
    return BeautifulSoup(response.content, "lxml").select_one("main").get_text(" ", strip=True)


def csv_file(content: bytes = LIST) -> SimpleUploadedFile:
    return SimpleUploadedFile("list.csv", content, "text/csv")


def test_numbers_are_for_editors_and_names_for_administrators(client, world):
    known = reader()
    client.force_login(world.editor, backend=BACKEND)
    said = text(client.get("/desk/readers/"))
    assert "Topic Railways" in said
    assert "mona@reader.example" not in said
    assert "Find a reader" not in said
    for path in (f"/desk/readers/{known.pk}/", "/desk/readers/import/"):
        assert client.get(path).status_code == 403
    for path in ("find", "address", "given-up", "export", f"{known.pk}/again"):
        response = client.post(f"/desk/readers/{path}/", {"address": "mona@reader.example"})
        assert response.status_code == 403
    assert client.post("/desk/readers/import/", {"mode": "import", "file": csv_file()}).status_code == 403
    assert (Suppression.objects.count(), Subscriber.objects.count()) == (0, 1)


@pytest.mark.parametrize("who", ["monitor", "outsider"])
def test_others_see_nothing(client, world, who):
    client.force_login(getattr(world, who), backend=BACKEND)
    assert client.get("/desk/readers/").status_code == 403
    assert b"/desk/readers/" not in client.get("/desk/").content


def test_reader_is_found_by_address(ada):
    known = reader(name="Mona Lisa")
    response = ada.post("/desk/readers/find/", {"address": " MONA@reader.example "})
    assert response["Location"] == f"/desk/readers/{known.pk}/"
    said = text(ada.get(response["Location"]))
    assert ("Mona Lisa" in said, "Topic: Railways, daily" in said) == (True, True)
    for address, words in (
        ("odd@reader.example", "No reader has this address."),
        ("odd", "An e-mail address is written like"),
    ):
        assert words in text(ada.post("/desk/readers/find/", {"address": address}, follow=True))


def test_address_is_shut_and_opened(ada):
    known = reader()
    address = {"address": "mona@reader.example"}
    said = text(
        ada.post("/desk/readers/address/", {**address, "act": "shut", "note": "by telephone"}, follow=True)
    )
    assert "Nothing is sent to this address any more." in said
    assert "by telephone" in text(ada.get(f"/desk/readers/{known.pk}/"))
    assert "The address is open again." in text(
        ada.post("/desk/readers/address/", {**address, "act": "open"}, follow=True)
    )
    assert Suppression.objects.count() == 0


def test_button_is_mailed_again(ada):
    ask(asked=Asked("mona@reader.example", (Want("topic", "railways", "daily"),)))
    waiting = Subscriber.objects.get()
    assert "is on its way" in text(ada.post(f"/desk/readers/{waiting.pk}/again/", follow=True))
    assert len(letters()) == 2


def test_list_is_tried_then_taken_in(ada):
    trial = text(ada.post("/desk/readers/import/", {"mode": "trial", "file": csv_file()}))
    assert ("What would become of it" in trial, Subscriber.objects.count()) == (True, 0)
    assert "left out: how they agreed is not said" in trial
    done = text(ada.post("/desk/readers/import/", {"mode": "import", "file": csv_file()}))
    assert ("What became of it" in done, Subscriber.objects.get().normal) == (True, "new@reader.example")
    assert letters("new@reader.example") == []


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"mode": "import"}, "Choose a file of at most 2 MB."),
        ({"mode": "import", "file": b"nonsense"}, "The first line names the columns."),
        ({"mode": "import", "file": b"x" * (3 * 2**20)}, "Choose a file of at most 2 MB."),
    ],
)
def test_file_that_is_no_list(ada, sent, words):
    if "file" in sent:
        sent = {**sent, "file": csv_file(sent["file"])}
    response = ada.post("/desk/readers/import/", sent)
    assert (response.status_code, words in text(response)) == (422, True)


def test_import_needs_the_token_of_the_page(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.administrator, backend=BACKEND)
    assert client.post("/desk/readers/import/", {"mode": "import", "file": csv_file()}).status_code == 403
    assert Subscriber.objects.count() == 0


def test_list_is_taken_out(ada):
    reader()
    response = ada.post("/desk/readers/export/")
    assert b"mona@reader.example,active,topic,railways" in b"".join(response.streaming_content)
    assert Entry.objects.filter(act="readers.exported").count() == 1
    assert ada.get("/desk/readers/export/").status_code == 405


def test_topic_that_is_given_up(ada):
    known = reader(wants=[("topic", "trams", "daily")])
    assert "nothing published goes by it" in text(ada.get("/desk/readers/"))
    sent = {"about": "topic", "value": "trams", "into": "railways"}
    assert "Done for 1 reader, who is told by letter." in text(
        ada.post("/desk/readers/given-up/", sent, follow=True)
    )
    assert known.subscriptions.get().value == "railways"
    assert "Nothing is published under" in text(
        ada.post("/desk/readers/given-up/", {**sent, "value": "railways", "into": "fisheries"}, follow=True)
    )
    ada.post("/desk/readers/given-up/", {"about": "topic", "value": "railways", "into": ""})
    assert known.subscriptions.get().ended_by == "removed"
