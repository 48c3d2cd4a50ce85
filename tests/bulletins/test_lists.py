from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bulletins import lists
from dragoman.bulletins.lists import BadList, Line, read_list

HEAD = "address,topics,cadence,evidence\n"


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_list_of_any_program_of_tables(mark, encoding):
    rows = [
        ["Address", " Topics ", "Cadence", "Evidence", "Name"],
        ["mona@reader.example", "Railways; Fisheries;Railways", "Daily", 'Form, "signup" of 2021', "Mona"],
        [],
        ["odd@reader.example", "everything", "weekly"],
    ]
    written = io.StringIO()
    csv.writer(written, delimiter=mark).writerows(rows)
    assert read_list(written.getvalue().encode(encoding)) == [
        Line(
            2,
            "mona@reader.example",
            ("Railways", "Fisheries"),
            "daily",
            'Form, "signup" of 2021',
            name="Mona",
        ),
        Line(4, "odd@reader.example", ("everything",), "weekly", ""),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "These are missing: address, topics, cadence, evidence."),
        (b"address,topics\n", "These are missing: cadence, evidence."),
        ("address\n\xe9".encode("latin-1"), "The file is not in UTF-8"),
        (b"PK\x03\x04\0\0\0", "This is no CSV file."),
        (HEAD.encode() + b'a,"' + b"x" * 200_000, "Line 2 can"),
    ],
)
def test_file_that_is_no_list(content, said):
    with pytest.raises(BadList) as refused:
        read_list(content)
    assert said in str(refused.value)


def test_list_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(lists, "MOST_LINES", 2)
    with pytest.raises(BadList):
        read_list((HEAD + "a,b,c,d\n" * 3).encode())


@given(
    st.binary(max_size=400) | st.text(max_size=400).map(lambda text: (HEAD + text).encode("utf-8", "replace"))
)
def test_any_file_is_read_or_refused(content):
    try:
        found = read_list(content)
    except BadList:
        return
    assert all(isinstance(line, Line) and line.number > 1 for line in found)


_CELL = (
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30)
    .map(str.strip)
    .filter(bool)
)


@given(st.lists(st.tuples(_CELL, _CELL), max_size=8))
def test_what_was_written_is_read(rows):
    written = io.StringIO()
    csv.writer(written).writerows([["address", "topics", "cadence", "evidence"]])
    csv.writer(written).writerows([address, "t", "daily", evidence] for address, evidence in rows)
    found = read_list(written.getvalue().encode())
    assert [(line.address, line.evidence) for line in found] == rows
