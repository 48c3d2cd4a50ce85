from __future__ import annotations

from dragoman.bulletins.wishes import Wish, clip_keys, programme_value, wanted

CARD = {
    "topics": [["railways", "Railways"]],
    "voices": [["lin-ruomei", "Lin Ruomei"], ["", "Unknown"]],
    "sources": [["Meridian TV", "meridian-tv", "", "Norland"], ["CCTV", "cctv", "cn", ""]],
    "spoken": ["zh"],
    "programme": "Evening News",
}


def wish(subscription: int, about: str, value: str = "") -> Wish:
    return Wish(subscription, about, value, value, f"token-{subscription}")


def test_clip_goes_by_everything_it_is_filed_under():
    assert clip_keys(CARD, ["q=trains"]) == {
        ("everything", ""),
        ("topic", "railways"),
        ("speaker", "lin-ruomei"),
        ("source", "meridian-tv"),
        ("source", "cctv"),
        ("country", "norland"),
        ("country", "CN"),
        ("language", "zh"),
        ("programme", "meridian-tv/evening-news"),
        ("programme", "cctv/evening-news"),
        ("search", "q=trains"),
    }


def test_card_of_before_programmes_were_kept_has_none():
    old = {name: value for name, value in CARD.items() if name != "programme"}
    assert clip_keys(CARD) - clip_keys(old) == {
        ("programme", "meridian-tv/evening-news"),
        ("programme", "cctv/evening-news"),
    }


def test_reasons_stand_closest_first():
    wishes = [
        wish(1, "language", "zh"),
        wish(2, "everything"),
        wish(3, "topic", "railways"),
        wish(4, "topic", "fisheries"),
        wish(5, "search", "q=trains"),
    ]
    found = wanted(clip_keys(CARD, ["q=trains"]), wishes)
    assert [one.subscription for one in found] == [5, 3, 1]


def test_everything_is_a_reason_where_no_other_is():
    assert wanted(clip_keys(CARD), [wish(1, "everything"), wish(2, "topic", "fisheries")]) == (
        wish(1, "everything"),
    )


def test_clip_that_nobody_asked_for_has_no_reason():
    assert wanted(clip_keys(CARD), [wish(1, "topic", "fisheries")]) == ()


def test_programmes_of_one_name_are_told_apart_by_source():
    assert programme_value("cctv", "Evening News") != programme_value("meridian-tv", "Evening News")
