from __future__ import annotations

import rispy
from hypothesis import given

from dragoman.lib.citation.ris import write
from tests.lib.citation.references import BARE, CLIP, SENTENCE, any_reference


def read(reference):
    (entry,) = rispy.loads(write(reference))
    return entry


def test_another_program_reads_a_clip():
    entry = read(CLIP)
    assert (entry["type_of_reference"], entry["id"], entry["authors"]) == (
        "VIDEO",
        "drg11045",
        ["Meridian TV", "Radio and Sons, Ltd."],
    )
    assert (entry["title"], entry["secondary_title"]) == (CLIP.title, "Morning Line")
    assert (entry["year"], entry["date"]) == ("2024", "2024/04/09")
    assert entry["urls"] == ["https://example.org/11045"]
    assert entry["notes"] == ["Edition 2.", "Translated by Mara Lindqvist."]
    assert (entry["language"], entry["edition"], entry["accession_number"]) == ("en", "2", "DRG 11045")
    assert entry["name_of_database"] == "Dragoman"


def test_another_program_reads_a_sentence():
    entry = read(SENTENCE)
    assert (entry["title"], entry["secondary_title"], entry["start_page"]) == (
        "قال «نعم».",
        CLIP.title,
        "0:14",
    )
    assert entry["original_publication"] == "Он сказал «да»."


def test_lines_end_as_the_format_asks_and_the_record_is_closed():
    lines = write(BARE).split("\r\n")
    assert (lines[0], lines[-2:]) == ("TY  - ELEC", ["ER  - ", ""])
    assert "\n" not in write(BARE).replace("\r\n", "")


@given(any_reference())
def test_no_text_makes_a_line_of_its_own(reference):
    entry = read(reference)
    assert entry["urls"] == [reference.address]
    assert len(entry.get("authors", [])) <= len(reference.authors)
    tags = "TY ID AU A4 TI OP T2 T3 PB PY DA ET DB AN SE SP M3 LA UR Y2 C1 N1 ER"
    assert {line[:2] for line in write(reference).split("\r\n") if line} <= set(tags.split())
