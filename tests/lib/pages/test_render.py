"""Pages written back."""

from __future__ import annotations

from datetime import date

from dragoman.lib.pages.render import as_page
from dragoman.lib.pages.terms import PageClip, PageSource, PageTurn


def test_page_form_of_a_clip() -> None:
    clip = PageClip(
        7,
        "T",
        date(2024, 4, 9),
        121_000,
        (PageSource("A", "Iran", "IR"), PageSource("B")),
        "Following are excerpts:",
        ("S.",),
        (PageTurn("Ali", "host", ("One.", "[…]", "Two.")), PageTurn("", "", ("Three.",))),
        (),
    )
    assert as_page(clip) == (
        "Title: T\n\nClip No. 7\nDuration: 02:01.000\nSource: A (Iran); B\nAired: 2024-04-09\n\nSummary: S.\n\n"
        "Following are excerpts:\n\nAli (host): “One.\n\n[…]\n\n“Two.”\n\n“Three.”\n"
    )
