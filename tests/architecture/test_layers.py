"""The rules of the house that the import linter cannot see."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, ManyToManyField, OneToOneField

ROOT = Path(__file__).resolve().parents[2]


def layers() -> list[set[str]]:
    """The layers of the import contract, lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    story = next(contract for contract in contracts if contract["name"].startswith("The story"))
    return [{name.strip() for name in layer.split("|")} for layer in reversed(story["layers"])]


def height(app: str) -> int:
    return next(level for level, names in enumerate(layers()) if app in names)


def our_models() -> list[type]:
    return [model for model in apps.get_models() if model.__module__.startswith("dragoman.")]


def test_installed_apps_follow_the_story():
    ours = [
        name.removeprefix("dragoman.") for name in settings.INSTALLED_APPS if name.startswith("dragoman.")
    ]
    assert [height(name) for name in ours] == sorted(height(name) for name in ours)


def test_every_room_of_the_story_is_installed():
    rooms = {name for level in layers() for name in level} - {"project", "engines", "lib"}
    assert rooms == {
        name.removeprefix("dragoman.") for name in settings.INSTALLED_APPS if name.startswith("dragoman.")
    }


def relations():
    for model in our_models():
        for field in model._meta.get_fields():
            if isinstance(field, ForeignKey | OneToOneField | ManyToManyField) and field.model is model:
                yield pytest.param(model, field, id=f"{model._meta.label}.{field.name}")


@pytest.mark.parametrize(("model", "field"), list(relations()))
def test_foreign_keys_point_down(model, field):
    target = field.related_model
    if not target.__module__.startswith("dragoman."):
        return
    own, other = model._meta.app_label, target._meta.app_label
    assert own == other or height(other) < height(own)


@pytest.mark.parametrize(("model", "field"), list(relations()))
def test_no_stage_is_reached_from_below(model, field):
    """A reverse accessor across apps would let a lower stage reach up without an import."""
    target = field.related_model
    if target.__module__.startswith("dragoman.") and target._meta.app_label != model._meta.app_label:
        assert field.remote_field.hidden


def test_stages_have_no_http():
    """The linter bans these imports by name; this holds the list of places where they are allowed."""
    ruff = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert {"django.http", "django.urls", "django.shortcuts"} <= set(
        ruff["flake8-tidy-imports"]["banned-api"]
    )
    allowed = {pattern for pattern, rules in ruff["per-file-ignores"].items() if "TID251" in rules}
    assert allowed == {
        "tests/**",
        "dragoman/{desk,archive,api,ui}/**",
        "dragoman/{console,project}/**",
        "dragoman/accounts/adapter.py",
        "manage.py",
        "bench/**",
    }


def test_no_model_is_looked_up_by_name():
    """``apps.get_model`` and ``reverse`` in a stage would be imports the linter can't see."""
    stages = [ROOT / "dragoman" / name for level in layers()[2:-2] for name in level]
    found = [
        str(path.relative_to(ROOT))
        for stage in stages
        for path in stage.rglob("*.py")
        if "migrations" not in path.parts
        and ("get_model(" in path.read_text() or "reverse(" in path.read_text())
    ]
    assert found == []


def test_every_change_of_a_table_has_its_migration():
    written = MigrationLoader(None, ignore_no_migrations=True)
    detector = MigrationAutodetector(written.project_state(), ProjectState.from_apps(apps))
    assert detector.changes(graph=written.graph) == {}
