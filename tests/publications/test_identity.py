from __future__ import annotations

from datetime import date

from dragoman.publications.identity import identity_of, medium_of
from dragoman.publications.page import File
from tests.archive.builders import a_clip, a_content


def test_an_edition_says_which_it_is():
    identity = identity_of(a_clip(a_content(edition=2)))
    assert (identity.identifier, identity.edition, identity.as_of) == ("DRG 11045", 2, date(2024, 4, 9))
    assert (identity.address, identity.digest_prefix) == ("http://localhost:8000/11045", "c37791bec37791be")
    assert identity.file_stem == "drg-11045-e2-c37791be"


def test_an_earlier_edition_has_an_address_of_its_own():
    clip = a_clip(a_content(edition=1), editions=a_clip(a_content(edition=2)).editions)
    assert identity_of(clip).address == "http://localhost:8000/clips/11045/editions/1"


def test_medium_is_that_of_the_files():
    sound = {"clip.m4a": File("clip.m4a", "a" * 64, 9, "audio/mp4")}
    assert [medium_of(one) for one in (a_clip(), a_clip(files=sound), a_clip(files={}))] == [
        "video",
        "audio",
        "",
    ]
