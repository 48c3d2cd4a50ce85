"""Site furniture."""

from __future__ import annotations

import pytest

from dragoman.lib.pages.furniture import is_banner, is_label, is_sure_banner, opens_list, opens_section


@pytest.mark.parametrize(
    "text",
    [
        "Donate Today",
        "Subscribe Today",
        "Share Video:",
        "Share this Clip:",
        "Request Clip",
        "Request a Clip",
        "cta-image",
        "Facebook Twitter WhatsApp",
        "Home > TV > Clips",
        "© 2024 Example. All rights reserved.",
        "1,234 views",
        "Read more",
        "Loading the player...",
        "Skip to main content",
        "Login",
        "Поделиться",
        "分享",
        "مشاركة",
        "Subscribe to our newsletter",
        "Print",
        "|",
    ],
)
def test_buttons_and_boxes_are_furniture(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "[…]",
        "[...]",
        "Donate your blood for the homeland",
        "We share this land",
        "Subscribe to the truth, my brothers.",
        "A Minister Speaks",
        "Ali Sample: Share it.",
        "https://example.org/clip/3",
        "Yes.",
        "The search for peace goes on",
    ],
)
def test_words_of_a_clip_are_not_furniture(text: str) -> None:
    assert not is_label(text)


def test_requests_of_the_site_are_banners() -> None:
    for text in (
        "Donations from readers like you allow us to do what we do.",
        "Subscribe to receive daily or weekly emails on the topics that most interest you.",
        "Media, government, and academia can request an Example clip or other research.",
        "We use cookies to improve your experience.",
    ):
        assert is_banner(text)
        assert is_sure_banner(text)


def test_a_sentence_about_donations_is_no_banner() -> None:
    assert not is_sure_banner("The minister said that donations to the movement had risen.")
    assert not is_banner('He said: "Donate to us, subscribe to our channel."')


def test_sections_are_told_from_share_boxes() -> None:
    assert opens_section("Related Clips") and opens_list("Related Clips")
    assert opens_section("Share this Clip:") and not opens_list("Share this Clip:")
    assert not opens_section("More on this later, my friends.")
