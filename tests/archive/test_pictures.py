from __future__ import annotations

from dragoman.archive.pictures import at_once, frame, picture, player_poster, shown_size

AVIF = "/clips/7/pictures/poster-320.avif 320w, /clips/7/pictures/poster-640.avif 640w"
WEBP = AVIF.replace("avif", "webp")


def test_picture_offers_the_smallest_format_first():
    assert str(picture(7, (1280, 720), "112px")) == (
        f'<picture><source type="image/avif" srcset="{AVIF}" sizes="112px">'
        f'<source type="image/webp" srcset="{WEBP}" sizes="112px">'
        '<img src="/clips/7/pictures/poster-320.jpg" width="320" height="180" alt="" loading="lazy"'
        ' decoding="async"></picture>'
    )


def test_nothing_larger_than_the_picture_is_offered():
    assert "640w" not in picture(7, (500, 500))


def test_size_follows_the_shape():
    assert [shown_size(size) for size in ((1280, 720), (720, 1280), (0, 0))] == [
        (320, 180),
        (320, 569),
        (320, 180),
    ]


def test_only_the_first_of_a_list_is_fetched_at_once():
    html = at_once(str(picture(7, (1280, 720)) + picture(8, (1280, 720))))
    assert (html.count('fetchpriority="high"'), html.count('loading="lazy"')) == (1, 1)


def test_player_has_one_address():
    assert player_poster(7) == "/clips/7/pictures/poster-960"


def test_sentence_has_a_picture_in_one_size():
    assert str(frame(7, "17a", (640, 360))) == (
        '<picture><source type="image/avif" srcset="/clips/7/pictures/s17a-320.avif">'
        '<img src="/clips/7/pictures/s17a-320.jpg" width="320" height="180" alt="" loading="lazy"'
        ' decoding="async"></picture>'
    )
