"""What the frame of every page says of the site, in the language of the page at hand; kept until it changes."""

from __future__ import annotations

from functools import lru_cache

from dragoman.imprint import standing
from dragoman.imprint.links import accent_path, mark_path
from dragoman.imprint.terms import Imprint
from dragoman.ui.frame import FootLink, Frame
from dragoman.ui.wording import reader_language
from dragoman.writings.drawing import plain_words
from dragoman.writings.links import page_path
from dragoman.writings.selectors import foot_entries, house_foot


def frame_of_the_site() -> Frame:
    held = standing.held()
    return _frame(held.version, held.imprint, reader_language())


@lru_cache(maxsize=64)
def _frame(version: int | None, said: Imprint, language: str) -> Frame:
    """Where nothing was ever set there is nothing to ask the database for."""
    entries = house_foot(language) if version is None else foot_entries(language)
    return Frame(
        site_name=said.name,
        description=said.description(language),
        mark_path=mark_path(said.mark),
        style_path=accent_path(said.accent),
        languages=said.languages,
        pages=tuple(
            FootLink(
                plain_words(one.title),
                page_path(one.slug, language),
                one.language if one.language != language else "",
            )
            for one in entries
        ),
    )
