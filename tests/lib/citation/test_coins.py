from __future__ import annotations

from urllib.parse import parse_qs

from hypothesis import given

from dragoman.lib.citation.coins import write
from tests.lib.citation.references import BARE, CLIP, any_reference


def test_a_page_holds_its_reference():
    assert parse_qs(write(CLIP)) == {
        "ctx_ver": ["Z39.88-2004"],
        "rft_val_fmt": ["info:ofi/fmt:kev:mtx:dc"],
        "rft.type": ["videoRecording"],
        "rft.title": [CLIP.title],
        "rft.creator": ["Meridian TV", "Radio and Sons, Ltd."],
        "rft.contributor": ["Mara Lindqvist"],
        "rft.publisher": ["Meridian TV (Norland)", "Radio and Sons, Ltd. (Norland)"],
        "rft.source": ["Morning Line"],
        "rft.date": ["2024-04-09"],
        "rft.language": ["en"],
        "rft.rights": ["Text CC BY 4.0"],
        "rft.identifier": ["https://example.org/11045", "DRG 11045"],
    }
    assert parse_qs(write(BARE))["rft.type"] == ["webpage"]


@given(any_reference())
def test_any_text_stays_in_its_value(reference):
    assert parse_qs(write(reference))["rft.identifier"] == [reference.address, reference.identifier]
