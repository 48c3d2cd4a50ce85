from __future__ import annotations

import json

import pytest
from django.test import Client

from tests.factories.clips import published

pytestmark = pytest.mark.django_db
SENTENCE = "At first there will be two trains a day."
ADDRESS = "/api/v1/quote-check"


@pytest.fixture(autouse=True)
def _own_index(tmp_path, settings):
    settings.DATA_DIR = tmp_path


@pytest.fixture
def outsider():
    return Client(enforce_csrf_checks=True)


def post(client, sent):
    body = sent if isinstance(sent, str) else json.dumps(sent)
    return client.post(ADDRESS, body, content_type="application/json")


def test_outsider_asks_from_another_site(world, outsider):
    published(world.editor.actor)
    response = post(outsider, {"text": SENTENCE, "speaker": "Lin Ruomei"})
    (found,) = response.json()["quotations"]
    assert (found["verdict"], found["record"]["number"], found["record"]["labels"]) == ("exact", 1, ["2"])
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert outsider.options(ADDRESS).status_code == 204
    assert outsider.get(ADDRESS, {"text": SENTENCE}).json()["quotations"] == response.json()["quotations"]


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ("{", 400), ("[]", 400), ("[" * 50_000, 400), ({"text": 1}, 400), ({"text": " "}, 400),
        ({"text": "a", "number": True}, 400), ({"text": "a", "number": 10**30}, 400),
        ({"text": "a", "speaker": []}, 400),
        ({"text": "a" * 70_000}, 413),
    ],
)  # fmt: skip
def test_problems(db, outsider, sent, status):
    response = post(outsider, sent)
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["detail"]


def test_bad_address(db, outsider):
    assert outsider.get(ADDRESS).status_code == 400
    assert outsider.get(ADDRESS, {"text": "a", "number": "٣"}).status_code == 400
