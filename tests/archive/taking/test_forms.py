from __future__ import annotations

import json
from dataclasses import replace

from dragoman.archive.taking.forms import CAPTIONS, FORMS
from dragoman.archive.taking.wanted import Wanted
from tests.archive.builders import a_clip, a_content

PLAIN = a_content()
CLIP = a_clip(
    replace(
        PLAIN,
        lines=tuple(replace(line, state="reviewed") for line in PLAIN.lines),
        translations=(
            replace(
                PLAIN.translations[0],
                renderings=tuple(replace(one, state="reviewed") for one in PLAIN.translations[0].renderings),
            ),
        ),
    )
)


def test_every_format_says_which_edition_it_carries():
    for ending, form in FORMS.items():
        made = form.write(CLIP, Wanted(("en",) if form in CAPTIONS else ("en", "")))
        assert isinstance(made, bytes) and made, ending
    assert len({form.mime for form in FORMS.values()}) == len(FORMS)


def test_json_carries_what_is_wanted():
    def texts(*languages: str) -> tuple[bool, list[str]]:
        document = json.loads(FORMS["json"].write(CLIP, Wanted(languages)))
        return document["sentences"][0]["text"] is not None, [
            one["language"] for one in document["translations"]
        ]

    assert texts("en", "") == (True, ["en"])
    assert texts("en") == (False, ["en"])
    assert texts("") == texts("ru") == (True, [])
