from __future__ import annotations

from dataclasses import replace

from dragoman.archive.summary import linked_summary
from tests.archive.builders import a_content


def test_quotations_lead_to_their_sentences():
    content = replace(
        a_content(),
        summary=(
            "<b>He</b> says they “replaced twelve supporting beams”.",
            "“Nobody said this here”, & so on.",
        ),
    )
    assert [str(one) for one in linked_summary(content)] == [
        '&lt;b&gt;He&lt;/b&gt; says they “<a class="quoted-from" href="#s5">replaced twelve supporting beams</a>”.',
        "“Nobody said this here”, &amp; so on.",
    ]


def test_summary_without_quotations_is_text():
    content = replace(a_content(), summary=("A & B.",))
    assert [str(one) for one in linked_summary(content)] == ["A &amp; B."]
