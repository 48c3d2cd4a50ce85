"""The least that runs a worker: jobs, the tests' own work, and the product's database settings."""

from __future__ import annotations

from pathlib import Path

from dragoman.project.settings import readers
from dragoman.project.settings.database import database

DATA_DIR = readers.folder("DRAGOMAN_DATA_DIR", Path("/nonexistent"))
SECRET_KEY = "for tests"
INSTALLED_APPS = ["dragoman.jobs", "tests.jobs.sample.SampleConfig"]
DATABASES = {"default": database(readers.text("DRAGOMAN_DATABASE_URL"), DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
QUEUE_URL = readers.text("DRAGOMAN_QUEUE_URL", "database://")
JOB_LEASE_SECONDS = readers.number("DRAGOMAN_JOB_LEASE_SECONDS", 2, least=1)
