"""The document against the validator of its own standard, and the running API against the document."""

from __future__ import annotations

import json
import re

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase
from hypothesis import settings as examples
from openapi_spec_validator import OpenAPIV31SpecValidator

from dragoman.api.rest.openapi import openapi
from dragoman.api.rest.table import ENDPOINTS
from dragoman.project.wsgi import application
from dragoman.publications.services import withdraw_publication
from tests.factories.clips import draft, published


def without_cursors(document):
    """Nobody makes cursors up: they are taken from an answer, as the tests of each list do."""
    for operations in document["paths"].values():
        for operation in operations.values():
            asked = operation.get("parameters", [])
            operation["parameters"] = [one for one in asked if one["name"] != "cursor"]
    return document


schema = schemathesis.openapi.from_dict(without_cursors(openapi("http://localhost:8000")))
# A withdrawn number is asked for rightly, and a text of 100,000 letters wrongly.
schema.config.checks.negative_data_rejection.expected_statuses = ["400", "404", "405", "413"]
schema.config.checks.positive_data_acceptance.expected_statuses = ["2xx", "304", "404", "410", "503"]


def test_document_is_openapi():
    assert list(OpenAPIV31SpecValidator(openapi()).iter_errors()) == []


def test_document_is_served(client, db):
    response = client.get("/api/v1/openapi.json")
    assert response["Content-Type"].startswith("application/vnd.oai.openapi+json")
    assert json.loads(response.content)["paths"].keys() == openapi()["paths"].keys()
    assert client.get("/api/v1").json()["openapi"].endswith("/api/v1/openapi.json")


def test_every_address_is_described_and_has_its_own_name():
    names = [one.name for one in ENDPOINTS]
    assert sorted(set(names)) == sorted(names)
    for one in ENDPOINTS:
        assert f"/{one.path}" in openapi()["paths"]
        assert set(re.findall(r"{(\w+)}", one.path)) == {
            parameter["name"]
            for parameter in openapi()["paths"][f"/{one.path}"]["get"]["parameters"]
            if parameter["in"] == "path"
        }


def test_unknown_address_is_a_problem(client, db):
    response = client.get("/api/v1/nothing/here")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


@pytest.fixture
def some_clips(world):
    """One published, one withdrawn, one draft: numbers 1 and 2."""
    request_finished.disconnect(close_old_connections)  # the connection is the test's
    request_started.disconnect(close_old_connections)
    published(world.editor.actor)
    gone = published(world.editor.actor, title="Taken back")
    withdraw_publication(publication=gone, reason="Not what was aired.", actor=world.editor.actor)
    draft(world.editor.actor)
    yield
    request_finished.connect(close_old_connections)
    request_started.connect(close_old_connections)


# A text of the greatest length takes seconds to check, and has tests of its own.
@schema.exclude(method="POST").parametrize()
@examples(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@pytest.mark.django_db
def test_answers_are_as_described(case, some_clips, settings):
    settings.API_PER_MINUTE = 10**6
    response = case.call(app=application)
    case.validate_response(response)
