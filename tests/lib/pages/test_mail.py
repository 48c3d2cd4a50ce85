"""Several clips in one text."""

from __future__ import annotations

from email.message import EmailMessage

from dragoman.lib.pages.lines import text_lines
from dragoman.lib.pages.mail import message_body, split_clips


def pieces(text: str) -> list[list[str]]:
    return [[line.text for line in piece] for piece in split_clips(text_lines(text))]


def test_marker_first_mail_is_split_at_its_markers() -> None:
    text = "Weekly\nClip No. 1\nFirst Title Here Now\nText.\nClip No. 2\nSecond Title Here Now\nText."
    assert pieces(text) == [
        ["Clip No. 1", "First Title Here Now", "Text."],
        ["Clip No. 2", "Second Title Here Now", "Text."],
    ]


def test_pages_one_under_another_keep_their_titles() -> None:
    text = (
        'Apr 9, 2024\nFirst Title Here\n#1 | 2:01\nAli: "A."\nShare this Clip:\nApr 10, '
        '2024\nSecond Title Here\n#2 | 2:01\nAli: "B."'
    )
    assert [piece[:3] for piece in pieces(text)] == [
        ["Apr 9, 2024", "First Title Here", "#1 | 2:01"],
        ["Share this Clip:", "Apr 10, 2024", "Second Title Here"],
    ]


def test_one_page_with_a_list_of_others_is_one() -> None:
    text = 'First Title Here\n#1 | 2:01\nSource: A (Iran)\nText.\nAli Sample: "A."\nOmar Test: "B."\n#2 – Other Title'
    assert len(pieces(text)) == 1


def test_message_gives_its_readable_part() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "x"
    message.set_content("Plain é")
    message.add_alternative("<p>Rich é</p>", subtype="html")
    assert message_body(message.as_bytes()) == "<p>Rich é</p>\n".encode()


def test_a_page_is_no_message() -> None:
    assert message_body(b"Source: CCTV\n\nText") is None
