from __future__ import annotations

import re

import pytest
from django.conf import settings

from dragoman.ui.catalogues import (
    catalogue_files,
    compile_catalogues,
    messages,
    read_catalogue,
)

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def wanted():
    return {(message.text, message.context): message for message in messages()}


def names():
    return [path.parents[1].name for path in catalogue_files()]


def test_every_language_but_the_sources_has_a_catalogue():
    assert names() == sorted(code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


@pytest.mark.parametrize("path", catalogue_files(), ids=names())
def test_nothing_is_missing_or_doubtful(path, wanted):
    catalogue = read_catalogue(path)
    missing = [
        f"{message.place}:{message.line} {message.text}"
        for (text, context), message in wanted.items()
        if (entry := catalogue.get(text, context=context or None)) is None
        or entry.fuzzy
        or not all([entry.string] if isinstance(entry.string, str) else entry.string)
        or isinstance(entry.string, str) == bool(message.plural)
    ]
    assert missing == []


@pytest.mark.parametrize("path", catalogue_files(), ids=names())
def test_nothing_is_left_over(path, wanted):
    held = {
        (m.id[0] if isinstance(m.id, tuple) else m.id, m.context or "") for m in read_catalogue(path) if m.id
    }
    assert held - set(wanted) == set()


@pytest.mark.parametrize("path", catalogue_files(), ids=names())
def test_placeholders_and_tags_agree(path):
    wrong = []
    for entry in read_catalogue(path):
        if not entry.id:
            continue
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        needed = set(_PLACEHOLDER.findall(sources[-1]))
        tags = sorted(_TAG.findall(sources[-1]))
        for string in strings:
            found = set(_PLACEHOLDER.findall(string))
            # "One clip", and in Arabic "two clips", go without a numeral; the last form is for any number.
            is_complete = found == needed if string is strings[-1] else found <= needed
            if not is_complete or sorted(_TAG.findall(string)) != tags:
                wrong.append((sources[0], string))
    assert wrong == []


def test_catalogues_compile_once(tmp_path):
    folder = tmp_path / "pt" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = next(path for path in catalogue_files() if path.parents[1].name == "pt")
    (folder / "django.po").write_bytes(source.read_bytes())
    assert (compile_catalogues(tmp_path), compile_catalogues(tmp_path)) == (1, 0)
    assert (folder / "django.mo").read_bytes()[:4] == b"\xde\x12\x04\x95"


def test_words_are_found_wherever_they_are_asked_for(wanted):
    places = {message.place.rsplit(".", 1)[1] for message in wanted.values()}
    assert places == {"py", "html", "txt"}
    assert ("Skip to content", "") in wanted
    assert ("reserved, not published", "") in wanted
    assert wanted["%(counter)s sentence", ""].plural == "%(counter)s sentences"
    assert ("Reviewed by %(names)s.", "") in wanted
