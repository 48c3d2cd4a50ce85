from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
import zxingcpp
from django.utils.translation import override
from PIL import Image, ImageChops

from dragoman.archive.quote_card import Look, card_png
from dragoman.archive.quoting import Words, quotation_of
from tests.archive.builders import a_clip

SIDES = {
    "zh": "夜间列车将从五月一日起恢复通行。",
    "ko": "제가 혼자서 처음 읽은 것은 버스 시간표였습니다.",
    "ru": "Ни одна смена не была отменена.",
    "ar": "لكل عائلة رمز (CCTV 12%)، ولكل رمز صباح.",
    "fa": "امسال عسل چطور است؟",
    "he": "לא ביטלנו אף משמרת אחת (2024).",
}


@pytest.fixture
def quotation():
    return quotation_of(a_clip(), "3", "en")


def picture(quotation, **look):
    return Image.open(BytesIO(card_png(quotation, Look(**look)))).convert("RGB")


def ink(image, box):
    """The box of what is drawn inside a box of the picture, against its paper."""
    part = image.crop(box)
    paper = Image.new("RGB", part.size, image.getpixel((40, 300)))
    return ImageChops.difference(part, paper).getbbox()


def test_shapes_are_those_the_networks_ask_for(quotation):
    sizes = {shape: picture(quotation, shape=shape).size for shape in ("wide", "square")}
    assert sizes == {"wide": (1200, 630), "square": (1080, 1080)}


def test_same_words_give_the_same_bytes(quotation):
    assert card_png(quotation, Look()) == card_png(quotation, Look())
    assert card_png(quotation, Look()) != card_png(replace(quotation, digest="0" * 64), Look())


def test_voice_has_its_colour_and_paper_its_theme(quotation):
    light, dark = picture(quotation), picture(quotation, theme="dark")
    other = picture(replace(quotation, lane=2))
    assert light.getpixel((5, 300)) != other.getpixel((5, 300))
    assert sum(light.getpixel((40, 300))) > 600 > 200 > sum(dark.getpixel((40, 300)))


@pytest.mark.parametrize("language", SIDES)
def test_every_script_is_drawn(quotation, language):
    """A script without a face would leave the original's place empty, or all its letters alike."""
    one = replace(quotation, words=(quotation.words[0], Words(SIDES[language], language, True)))
    shuffled = "".join(sorted(SIDES[language]))
    other = replace(quotation, words=(quotation.words[0], Words(shuffled, language, True)))
    without = replace(quotation, words=quotation.words[:1])
    assert len({card_png(each, Look()) for each in (one, other, without)}) == 3


def test_letters_from_the_right_stand_at_the_right(quotation):
    one = replace(quotation, words=(Words("قال", "ar", False),))
    left, _top, right, _bottom = ink(picture(one), (90, 120, 1190, 380))
    assert (left > 700, right > 1000) == (True, True)


def test_page_from_the_right_is_mirrored(quotation):
    with override("ar"):
        image = picture(quotation)
    assert image.getpixel((1195, 300)) != image.getpixel((5, 300)) == image.getpixel((40, 300))


def test_long_sentence_shrinks_and_then_is_cut_and_nothing_runs_over(quotation):
    text = "Trains will cross the bridge at no more than forty kilometres an hour. "
    for times in (1, 4, 40):
        image = picture(with_words(quotation, text * times))
        assert ink(image, (1142, 100, 1200, 400)) is None, times
        assert ink(image, (20, 592, 1200, 630)) is None, times
    ends = [
        card_png(with_words(quotation, text * times + last), Look()) for times in (4, 40) for last in "XY"
    ]
    assert (ends[0] == ends[1], ends[2] == ends[3]) == (False, True)


def with_words(quotation, text):
    words = tuple(Words(text.strip(), one.language, one.is_original) for one in quotation.words)
    return replace(quotation, words=words)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_code_in_it_opens_the_sentence(quotation, theme):
    found = zxingcpp.read_barcodes(picture(quotation, theme=theme))
    assert [one.text for one in found] == ["http://localhost:8000/11045#s3"]


def test_words_are_never_markup(quotation):
    hostile = '#panic() $x$ *b* \\ ] } "#image("/etc/passwd") <b>'
    one = replace(quotation, words=(Words(hostile, "en", True),), speaker=hostile, role=hostile)
    assert picture(one).size == (1200, 630)


def test_correction_is_said(quotation):
    corrected = replace(quotation, corrected_at=datetime(2024, 4, 11, tzinfo=UTC))
    assert card_png(corrected, Look()) != card_png(quotation, Look())
