"""A bundle is its sources, each in a block; whoever collects or serves files finds it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.management import call_command

from dragoman.ui.bundles import BundleFinder, bundled


@pytest.fixture(autouse=True)
def _own_folder(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def source(name):
    return Path(finders.find(name)).read_text("utf-8").strip()


def test_each_source_stands_whole_in_a_block_of_its_own(settings):
    for names in settings.STATIC_BUNDLES.values():
        text = bundled(names)
        assert re.findall(r"^// (archive/\w+\.js)$", text, re.M) == list(names)
        for name in names:
            assert f"// {name}\n{{\n{source(name)}\n}}\n" in text


def test_no_source_asks_for_another(settings):
    """What a block can't hold: imports, exports and whatever waits for something at the top."""
    for names in settings.STATIC_BUNDLES.values():
        for name in names:
            assert re.findall(r"^(?:import|export|await|return)\b|import\.meta", source(name), re.M) == []


def test_a_bundle_is_found_and_listed(settings, tmp_path):
    found = finders.find("archive/clip.js")
    assert Path(found).read_text("utf-8") == bundled(settings.STATIC_BUNDLES["archive/clip.js"])
    assert found in finders.find("archive/clip.js", find_all=True)
    listed = {path: storage.path(path) for path, storage in BundleFinder().list([])}
    assert sorted(listed) == sorted(settings.STATIC_BUNDLES)
    assert all(path.startswith(str(tmp_path)) for path in listed.values())
    assert BundleFinder().find("archive/follow.js") == []


def test_a_changed_source_changes_its_bundle_and_nothing_else_does(settings, tmp_path):
    script = tmp_path / "own" / "one.js"
    script.parent.mkdir()
    script.write_text("const one = 1;\n")
    settings.STATICFILES_DIRS = [script.parent]
    settings.STATIC_BUNDLES = {"both.js": ("one.js",)}
    finders.get_finder.cache_clear()
    try:
        found = Path(BundleFinder().find("both.js"))
        assert found.read_text() == "// one.js\n{\nconst one = 1;\n}\n"
        os.utime(found, (1, 1))
        BundleFinder().find("both.js")
        assert found.stat().st_mtime == 1
        script.write_text("const one = 2;\n")
        BundleFinder().find("both.js")
        assert "one = 2" in found.read_text()
    finally:
        finders.get_finder.cache_clear()


def test_a_source_that_is_nowhere_is_said(settings):
    settings.STATIC_BUNDLES = {"both.js": ("nowhere.js",)}
    with pytest.raises(FileNotFoundError, match=r"nowhere\.js"):
        BundleFinder().find("both.js")


def test_collected_like_any_file(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = []
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (tmp_path / "static" / "archive" / "played_clip.js").read_text("utf-8") == bundled(
        settings.STATIC_BUNDLES["archive/played_clip.js"]
    )
