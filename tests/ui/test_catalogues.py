from __future__ import annotations

import re
from collections import Counter
from functools import cache
from gettext import c2py

import pytest
from django.conf import settings
from django.utils.translation import ngettext, override, to_locale

from dragoman.ui.catalogues import (
    catalogue_files,
    compile_catalogues,
    messages,
    read_catalogue,
)

held_in = cache(read_catalogue)

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
_TAG = re.compile(r"<[^>]+>")


@pytest.fixture(scope="module")
def wanted():
    return {(message.text, message.context): message for message in messages()}


def names():
    return [path.parents[1].name for path in catalogue_files()]


def test_every_language_but_the_sources_has_a_catalogue():
    assert names() == sorted(
        to_locale(code) for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE
    )


@pytest.mark.parametrize("path", catalogue_files(), ids=names())
def test_nothing_is_missing_or_doubtful(path, wanted):
    catalogue = held_in(path)
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
    held = {(m.id[0] if isinstance(m.id, tuple) else m.id, m.context or "") for m in held_in(path) if m.id}
    assert held - set(wanted) == set()


@pytest.mark.parametrize("path", catalogue_files(), ids=names())
def test_placeholders_and_tags_agree(path):
    wrong = []
    form_of = c2py(held_in(path).plural_expr)
    alone = {form for form, numbers in Counter(map(form_of, range(200))).items() if numbers == 1}
    for entry in held_in(path):
        if not entry.id:
            continue
        sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        needed = set(_PLACEHOLDER.findall(sources[-1]))
        tags = sorted(_TAG.findall(sources[-1]))
        for form, string in enumerate(strings):
            found = set(_PLACEHOLDER.findall(string))
            # "One clip", and in Arabic "two clips", go without a numeral; a form that several numbers take never.
            says_number = len(strings) == 1 or form not in alone
            is_complete = found == needed if says_number else found <= needed
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


@pytest.mark.parametrize(
    ("language", "counted"),
    [
        ("ar", {1: "جملة واحدة", 2: "جملتان", 7: "7 جمل", 11: "11 جملة"}),
        ("es", {1: "1 frase", 2: "2 frases", 1_000_000: "1000000 de frases"}),
        ("fa", {1: "1 جمله", 7: "7 جمله"}),
        ("fr", {0: "0 phrase", 1: "1 phrase", 2: "2 phrases"}),
        ("he", {1: "משפט אחד", 2: "שני משפטים", 7: "7 משפטים", 20: "20 משפטים"}),
        ("ko", {1: "문장 1개", 7: "문장 7개"}),
        ("pt", {1: "1 frase", 2: "2 frases"}),
        ("ru", {1: "1 фраза", 2: "2 фразы", 5: "5 фраз", 21: "21 фраза"}),
        ("zh-hans", {1: "1 句", 7: "7 句"}),
    ],
)
def test_words_agree_with_their_number(language, counted):
    with override(language):
        said = {
            number: ngettext("%(counter)s sentence", "%(counter)s sentences", number) % {"counter": number}
            for number in counted
        }
    assert said == counted
