from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dragoman.machines.tokens import make_token, revoke_token

pytestmark = pytest.mark.django_db
PATHS = (
    "/api/v1/clips",
    "/oai?verb=Identify",
    "/iiif/1/manifest.json",
    "/api/v1/quote-check?text=one two three four",
)


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


@pytest.fixture
def token(world):
    return make_token(name="Newsroom", scopes=["read"], person=world.administrator)


def test_strangers_are_told_what_is_left_and_when_to_come_back(client, settings):
    settings.API_PER_MINUTE = 2
    first, second, third = (client.get("/api/v1/clips") for _ in range(3))
    assert (first["RateLimit-Policy"], first["RateLimit"]) == (
        '"requests";q=2;w=60',
        '"requests";r=1;t=30',
    )
    assert (second.status_code, third.status_code, third["Content-Type"]) == (
        200,
        429,
        "application/problem+json",
    )
    assert (int(third["Retry-After"]) in range(1, 31), third.json()["title"]) == (True, "Too Many Requests")
    assert "Retry-After" in third["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("path", PATHS)
def test_every_door_counts(client, settings, path):
    settings.API_PER_MINUTE = 1
    client.get("/api/v1/topics")
    assert client.get(path).status_code == 429


def test_token_is_counted_apart_and_allows_more(client, settings, token):
    settings.API_PER_MINUTE, settings.API_PER_MINUTE_WITH_TOKEN = 1, 5
    client.get("/api/v1/clips")
    assert client.get("/api/v1/clips").status_code == 429
    answered = [client.get("/api/v1/clips", headers=bearer(token[1])) for _ in range(6)]
    assert [one.status_code for one in answered] == [200] * 5 + [429]


def test_token_costs_one_question_more(client, token):
    client.get("/api/v1/clips", headers=bearer(token[1]))
    with CaptureQueriesContext(connection) as queries:
        client.get("/api/v1/clips", headers=bearer(token[1]))
    assert len(queries) == 2


@pytest.mark.parametrize("written", ["Bearer drg_nothing", "Bearer", "Basic dXNlcjpwYXNz", "nonsense"])
def test_what_is_no_token_is_refused_not_taken_for_none(client, world, written):
    response = client.get("/api/v1/clips", headers={"Authorization": written})
    assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer error="invalid_token"')


def test_guessing_is_counted(client, settings, world):
    settings.API_PER_MINUTE = 2
    answers = [client.get("/api/v1/clips", headers=bearer("drg_guess")).status_code for _ in range(3)]
    assert answers == [401, 401, 429]


def test_revoked_token_is_refused(client, world, token):
    revoke_token(token=token[0], actor=world.administrator.actor)
    assert client.get("/api/v1/clips", headers=bearer(token[1])).status_code == 401


def test_token_does_only_what_it_is_for(client, token):
    response = client.get("/api/v1/quote-check?text=one two three four", headers=bearer(token[1]))
    assert (response.status_code, response["WWW-Authenticate"]) == (
        403,
        'Bearer error="insufficient_scope", scope="quote-check"',
    )


def test_one_network_of_the_new_addresses_is_one_caller(client, settings):
    settings.API_PER_MINUTE = 1
    answers = [
        client.get("/api/v1/clips", REMOTE_ADDR=address).status_code
        for address in ("2001:db8::1", "2001:db8::2", "2001:db8:0:1::1")
    ]
    assert answers == [200, 429, 200]
