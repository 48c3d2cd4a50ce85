from __future__ import annotations

from django.db import OperationalError, connection


def test_process_answers_without_a_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_when_all_it_needs_is_there(client, db):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        200,
        {"status": "ok", "database": True, "data_folder": True},
    )


def test_not_ready_says_what_is_missing(client, db, settings, tmp_path):
    settings.DATA_DIR = tmp_path / "gone"
    response = client.get("/readyz")
    assert (response.status_code, response.json()["data_folder"]) == (503, False)


def test_not_ready_without_its_database(client, db):
    def refuse(*_arguments):
        raise OperationalError("gone")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, False)


def test_only_reading_is_allowed(client):
    assert client.post("/healthz").status_code == 405
