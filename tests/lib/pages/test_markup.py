"""HTML as lines."""

from __future__ import annotations

from dragoman.lib.pages.markup import is_markup, markup_lines, parse_markup


def shown(html: str) -> list[str]:
    root = parse_markup(html)
    return [] if root is None else [line.text for line in markup_lines(root)]


def test_what_a_reader_does_not_see_is_left_out() -> None:
    html = """<html><body><nav>m</nav><script>s</script><style>c</style><p>one</p><p hidden>h</p>
<div style="display: none">d</div>
    <aside>a</aside><div class="share-box">s</div><div aria-hidden="true">x</div>two<footer>f</footer>
<!-- c --></body></html>"""
    assert shown(html) == ["one", "two"]


def test_a_class_name_never_drops_what_holds_the_headline() -> None:
    assert shown('<div class="with-sidebar share"><h1>T</h1><p>x</p></div>') == ["T", "x"]


def test_blocks_breaks_tables_and_entities() -> None:
    html = (
        "<p><b>Ali:</b> &ldquo;a<br>b&rdquo; "
        "<q>c</q></p><table><tr><th>Source</th><td>CCTV</td></tr><tr><td>#1</td><td>2:01</td></tr></table><dl><dt>Date</dt><dd>x</dd></dl>"
    )
    assert shown(html) == ["Ali: “a", "b” “c”", "Source: CCTV", "#1 | 2:01", "Date: x"]


def test_bold_lead_and_heading_are_kept() -> None:
    root = parse_markup("<h2>T</h2><p><strong>Ali</strong>: x <b>y</b></p>")
    assert root is not None
    assert [(line.rank, line.lead) for line in markup_lines(root)] == [(2, 0), (0, 3)]


def test_markup_is_told_from_text() -> None:
    assert is_markup("<!DOCTYPE html><p>x")
    assert is_markup("<p>a</p> <b>b</b>")
    assert not is_markup("a < b and c > d, <sic>")


def test_deep_and_broken_markup_is_survived() -> None:
    for html in (
        "<div>" * 50_000 + "x",
        "<" * 100_000,
        "<table><tr><td>" * 5_000,
        "<b>" * 50_000,
        "<!--" * 50_000,
    ):
        shown(html)
