from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.desk.forms.cue_table import checked_edit, read_rows, typed_rows
from dragoman.desk.working_copy import EditedRow, Rendered, Row, WorkingCopy
from dragoman.transcripts.services import ATTRIBUTED
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Voice

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30).map(
    lambda text: __import__("unicodedata").normalize("NFC", text).strip()
)


@st.composite
def rendered(draw: st.DrawFn, language: str, own: str) -> list[Rendered]:
    """One rendering under its sentence's label, two under labels of their own, or a place for one."""
    if draw(st.booleans()):
        return [Rendered(language)]
    labels = draw(st.sampled_from([[own], [f"{own}a", f"{own}b"]]))
    words = WORDS.map(lambda text: text.replace("|", ""))
    pairs = st.tuples(words.filter(bool), words)
    return [
        Rendered(language, label, (own,), draw(WORDS), draw(WORDS), tuple(draw(st.lists(pairs, max_size=2))))
        for label in labels
    ]


@st.composite
def copies(draw: st.DrawFn) -> WorkingCopy:
    languages = tuple(draw(st.lists(st.sampled_from(["en", "pt-BR", "ar"]), unique=True)))
    rows = []
    for label in range(draw(st.integers(0, 4))):
        in_ms = draw(st.one_of(st.none(), st.integers(0, 3_599_000)))
        own = str(label + 1)
        rows.append(
            Row(
                label=own,
                in_ms=in_ms,
                out_ms=None if in_ms is None else in_ms + draw(st.integers(1, 5_000)),
                text=draw(WORDS),
                renderings=tuple(one for language in languages for one in draw(rendered(language, own))),
                described_as="",
                evidence=draw(st.sampled_from(["", *Evidence.values])),
                certainty=draw(st.sampled_from(["", *Certainty.values])),
                voice=draw(st.sampled_from(["", *Voice.values])),
                relay_of=draw(st.sampled_from(["", "ru", "zh-Hant"])),
                language=draw(st.sampled_from(["", "zh", "fa"])),
                speaker=" ".join(draw(WORDS).split()),
                role=draw(WORDS),
                kind=draw(st.sampled_from(CueKind.values)),
                opens_paragraph=draw(st.booleans()),
            )
        )
    return WorkingCopy(languages, tuple(rows), frozenset())


def as_sent(copy: WorkingCopy) -> dict[str, str]:
    """What a browser sends of the untouched table."""
    sent: dict[str, str] = {}
    for row in typed_rows(copy):
        cells = {
            "label": row.label,
            "in": row.in_time,
            "out": row.out_time,
            "speaker": row.speaker,
            "role": row.role,
            "kind": row.kind,
            "language": row.language,
            "text": row.text.replace("\n", "\r\n"),
            **{name: getattr(row, name) for name in ATTRIBUTED},
        }
        for one in row.renderings:
            cells |= {
                f"into-{one.key}": one.text.replace("\n", "\r\n"),
                f"note-{one.key}": one.note,
                f"alternates-{one.key}": one.alternates.replace("\n", "\r\n"),
                f"of-{one.key}": one.of,
            }
        if row.opens_paragraph:
            cells["paragraph"] = "1"
        sent |= {f"{row.at}-{name}": value for name, value in cells.items()}
    return sent


@given(copies())
def test_untouched_table_comes_back_as_the_copy_it_was_made_of(copy: WorkingCopy) -> None:
    typed = read_rows(as_sent(copy), copy)
    edit = checked_edit(typed, copy.digest, None)
    assert [row.errors for row in typed] == [{}] * len(copy.rows)
    assert edit.rows == tuple(EditedRow(row) for row in copy.rows)
    assert edit.removed == frozenset()


@given(
    st.dictionaries(
        st.from_regex(
            r"[0-9]{1,3}-(label|in|out|text|kind|remove|after|into-en|of-en|alternates-en|voice|relay_of)",
            fullmatch=True,
        ),
        st.text(max_size=20),
    )
)
def test_any_table_is_read_without_a_fall(sent: dict[str, str]) -> None:
    copy = WorkingCopy(("en",), (Row("1", 0, 10, "x", (Rendered("en", "1", ("1",), "y"),)),), frozenset())
    typed = read_rows(sent, copy)
    edit = checked_edit(typed, "", 60_000)
    assert len(edit.rows) == sum(1 for row in typed if not row.errors and not row.is_removed)


def test_blank_new_rows_are_left_out() -> None:
    copy = WorkingCopy((), (), frozenset())
    assert read_rows({"0-label": "", "0-in": " ", "0-text": "\r\n", "0-kind": "speech"}, copy) == []


def test_rendering_of_a_track_opened_since_is_kept() -> None:
    standing = (Rendered("en", "1", ("1",), "one"), Rendered("pt", "1", ("1",), "um"))
    copy = WorkingCopy(("en", "pt"), (Row("1", 0, 10, "x", standing),), frozenset())
    typed = read_rows({"0-label": "1", "0-text": "x", "0-into-en": "two"}, copy)
    assert [one.text for one in typed[0].renderings] == ["two", "um"]


def test_published_sentence_goes_only_with_a_reason() -> None:
    copy = WorkingCopy((), (Row("1", 0, 10, "x", ()), Row("2", 20, 30, "y", ())), frozenset())
    sent = {"0-label": "1", "0-remove": "1", "1-label": "2", "1-remove": "1", "1-reason": " Said  twice. "}
    typed = read_rows(sent, copy)
    edit = checked_edit(typed, "", None, {"1", "2"})
    assert [list(row.errors) for row in typed] == [["reason"], []]
    assert edit.reasons["2"] == "Said twice."
