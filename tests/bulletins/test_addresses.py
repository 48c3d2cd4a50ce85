from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.bulletins.addresses import Address, read_address
from dragoman.bulletins.terms import BadAddress


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("mona@reader.example", Address("mona@reader.example", "mona@reader.example")),
        ("  Mona.Lisa@Reader.Example\n", Address("Mona.Lisa@reader.example", "mona.lisa@reader.example")),
        (
            "mailto:mona+clips@reader.example",
            Address("mona+clips@reader.example", "mona+clips@reader.example"),
        ),
        ("<mona@reader.example>", Address("mona@reader.example", "mona@reader.example")),
        ("mona@\u200breader.example", Address("mona@reader.example", "mona@reader.example")),
        ("mona@почта.рф", Address("mona@xn--80a1acny.xn--p1ai", "mona@xn--80a1acny.xn--p1ai")),
        ("o'neil@reader.example.", Address("o'neil@reader.example", "o'neil@reader.example")),
    ],
)
def test_address_is_read(text, read):
    assert read_address(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "",
        "mona",
        "@reader.example",
        "mona@",
        "mona@localhost",
        "mona@127.0.0.1",
        "mona@[127.0.0.1]",
        "mo na@reader.example",
        "mona@reader.example, odd@reader.example",
        "mona@reader.example\nBcc: odd@reader.example",
        "Mona <mona@reader.example>",
        "mona..lisa@reader.example",
        ".mona@reader.example",
        "мона@reader.example",
        '"mona"@reader.example',
        "mona@-reader.example",
        "mona@reader..example",
        "m" * 65 + "@reader.example",
        "mona@" + "reader." * 40 + "example",
        "mona@reader.example" * 100,
        "mona\0@reader.example",
    ],
)
def test_what_no_mail_can_reach_is_refused(text):
    with pytest.raises(BadAddress):
        read_address(text)


def test_host_is_what_follows():
    assert read_address("Mona@Reader.Example").host == "reader.example"


@given(st.text(max_size=80) | st.from_regex(r"[\w.+@<>\s-]{1,60}@[\w.-]{1,40}"))
def test_any_text_is_read_or_refused(text):
    try:
        read = read_address(text)
    except BadAddress:
        return
    assert read_address(read.given) == read
    assert read.normal == read.given.lower()
    assert read.given.isascii() and read.given.count("@") == 1 and read.given.isprintable()
    assert not set(read.given) & set(' <>,;:"()[]\\')
