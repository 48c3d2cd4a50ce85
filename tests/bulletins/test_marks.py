from __future__ import annotations

from dragoman.bulletins.marks import address_mark, network_mark


def test_marks_hold_with_the_key_alone(settings):
    settings.ADDRESS_KEY = "one"
    mark = address_mark("mona@reader.example")
    settings.SECRET_KEY = "changed"
    assert address_mark("mona@reader.example") == mark
    settings.ADDRESS_KEY = "other"
    assert address_mark("mona@reader.example") != mark


def test_marks_of_addresses_and_networks_are_apart():
    assert address_mark("10.0.0.1") != network_mark("10.0.0.1")
    assert network_mark("") == ""
