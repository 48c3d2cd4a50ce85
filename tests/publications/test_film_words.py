from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from dragoman.lib.timecode import Span
from dragoman.publications.content import Rendering
from dragoman.publications.film_words import Card, cards_of, plate, said, strip_of
from tests.archive.builders import a_content

DIGEST = "c37791be" * 8


def test_sentence_is_its_originals_and_what_renders_them():
    one = said(a_content(), "3", "en")
    assert (one.span, one.language, [line.label for line in one.lines]) == (Span(14_000, 22_000), "en", ["3"])


def test_one_translation_of_two_sentences_lasts_as_long_as_both():
    content = a_content()
    track = content.translations[0]
    both = Rendering("2", ("2", "3"), "Both at once.", "person", "", "")
    kept = tuple(one for one in track.renderings if one.label not in {"2", "3"})
    content = replace(content, translations=(replace(track, renderings=(*kept, both)),))
    assert {label: said(content, label, "en").span for label in ("2", "3")} == {
        "2": Span(9_000, 22_000),
        "3": Span(9_000, 22_000),
    }


@pytest.mark.parametrize("changes", [{"in_ms": None, "out_ms": None}, {"is_withheld": True}])
def test_without_time_or_words_there_is_no_film(changes):
    content = a_content()
    lines = tuple(replace(line, **changes) if line.label == "3" else line for line in content.lines)
    assert said(replace(content, lines=lines), "3", "en") is None
    assert said(content, "99", "en") is None


def test_captions_of_both_languages_change_in_their_own_time():
    cards = cards_of(said(a_content(), "3", "en"))
    assert (cards[0].span.in_ms, cards[-1].span.out_ms) == (0, 8_000)
    assert [one.span.out_ms for one in cards[:-1]] == [one.span.in_ms for one in cards[1:]]
    for place, whole in (
        (0, "Night trains will run again from 1 May, one month earlier than planned."),
        (1, "夜间列车将从五月一日起恢复通行，比原计划提前一个月。"),
    ):
        parts = dict.fromkeys(card.words[place][0] for card in cards)
        assert (" " if place == 0 else "").join(parts) == whole


def test_original_stands_alone_without_a_translation():
    cards = cards_of(said(a_content(), "3", "pt"))
    assert {language for card in cards for _, language in card.words} == {"zh"}


def drawn(**changes):
    content = a_content()
    one = said(content, "3", "en")
    strip = strip_of(content, DIGEST, one)
    made = plate(strip, cards_of(one)[0], (1280, 720), **{"opaque": False} | changes)
    return Image.open(BytesIO(made))


def test_plate_is_clear_where_the_picture_is():
    image = drawn()
    assert (image.mode, image.size) == ("RGBA", (1280, 720))
    assert (image.getpixel((640, 300))[3], image.getpixel((3, 3))[3] > 150) == (0, True)
    assert image.crop((0, 560, 1280, 720)).getchannel("A").getextrema()[1] == 255


def test_plate_over_sound_hides_everything():
    assert drawn(opaque=True).convert("RGBA").getchannel("A").getextrema() == (255, 255)


def test_long_words_stay_within_half_the_picture():
    content, one = a_content(), said(a_content(), "3", "en")
    card = Card(Span(0, 1_000), (("word " * 150, "en"), ("слово " * 150, "ru")))
    image = Image.open(BytesIO(plate(strip_of(content, DIGEST, one), card, (1280, 720), opaque=False)))
    assert image.getpixel((640, 300))[3] == 0
