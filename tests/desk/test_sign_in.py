from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.desk.browsing import errors, said, soup
from tests.factories.people import PASSWORD
from tests.factories.world import World

OUTSIDE = (
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
)
INSIDE = (
    "account_logout",
    "account_change_password",
    "account_email",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
)


def sign_in(client: Client, email: str = "edda@example.org", password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.fixture(autouse=True)
def _tries_start_at_nought() -> None:
    cache.clear()


@pytest.fixture
def edda(client: Client, world: World) -> Client:
    """The editor, who a moment ago gave her password, and gave it again."""
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def check_page(response) -> None:
    page = soup(response)
    assert response.status_code == 200
    assert [link["href"] for link in page.select("link[href*='desk/desk.css']")] == ["/static/desk/desk.css"]
    assert len(page.select("h1")) == 1
    assert page.select("[style], style") == []
    scripts = [script for script in page.select("script") if not script.get("src")]
    assert [script.get("type") for script in scripts] == ["application/json"] * len(scripts)
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]


@pytest.mark.parametrize("name", OUTSIDE)
def test_page_before_signing_in_is_ours_and_runs_no_inline_script(name: str, client: Client, db) -> None:
    check_page(client.get(reverse(name)))


@pytest.mark.parametrize("name", INSIDE)
def test_page_of_the_account_is_ours_and_runs_no_inline_script(name: str, edda: Client) -> None:
    check_page(edda.get(reverse(name)))


def test_signing_in_leads_to_the_rundown(client: Client, world: World) -> None:
    assert sign_in(client).headers["Location"] == reverse("desk:rundown")


def test_signing_in_leads_to_the_page_asked_for(client: Client, world: World) -> None:
    page = reverse("desk:recordings")
    answer = client.post(
        reverse("account_login"), {"login": "EDDA@example.org", "password": PASSWORD, "next": page}
    )
    assert answer.headers["Location"] == page


@pytest.mark.parametrize(
    "next_page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_elsewhere(next_page: str, client: Client, world: World) -> None:
    answer = client.post(
        reverse("account_login"), {"login": "edda@example.org", "password": PASSWORD, "next": next_page}
    )
    assert answer.headers["Location"] == reverse("desk:rundown")


@pytest.mark.parametrize(
    ("email", "password"), [("edda@example.org", "wrong"), ("nobody@example.org", PASSWORD)]
)
def test_wrong_password_and_unknown_address_are_told_alike(
    email: str, password: str, client: Client, world: World
) -> None:
    answer = sign_in(client, email, password)
    assert errors(soup(answer)) == ["The email address and/or password you specified are not correct."]


def test_too_many_tries_are_answered_in_words(client: Client, world: World, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    answers = [sign_in(client, password="wrong").status_code for _ in range(3)]
    page = client.get(reverse("account_login"))
    assert answers == [200, 200, 429]
    check_page(page)
    assert soup(sign_in(client)).h1.get_text() == "Too many tries"


def test_nobody_signs_up(client: Client, db) -> None:
    values = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for answer in (client.get(reverse("account_signup")), client.post(reverse("account_signup"), values)):
        assert soup(answer).h1.get_text() == "Accounts are made by the desk"


def test_forgotten_password_is_set_anew_by_mail(client: Client, world: World) -> None:
    client.post(reverse("account_reset_password"), {"email": "edda@example.org"})
    path = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True)
    check_page(form)
    client.post(
        form.request["PATH_INFO"], {"password1": "quite another phrase", "password2": "quite another phrase"}
    )
    assert sign_in(Client(), password="quite another phrase").status_code == 302


def test_letter_is_promised_to_strangers_too_but_tells_nothing(client: Client, world: World) -> None:
    known = client.post(reverse("account_reset_password"), {"email": "edda@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )


def test_bad_link_says_so(client: Client, db) -> None:
    answer = client.get("/accounts/password/reset/key/1-abc-def/")
    check_page(answer)
    assert soup(answer).h1.get_text() == "This link doesn't work any more"


def test_signing_out_asks_and_then_does(edda: Client) -> None:
    assert edda.get(reverse("account_logout")).status_code == 200
    edda.post(reverse("account_logout"))
    assert edda.get(reverse("desk:rundown")).status_code == 302


def test_password_is_changed_with_the_old_one(edda: Client) -> None:
    values = {
        "oldpassword": PASSWORD,
        "password1": "quite another phrase",
        "password2": "quite another phrase",
    }
    page = soup(edda.post(reverse("account_change_password"), values, follow=True))
    assert "Password successfully changed." in said(page)


def test_short_password_is_refused_beside_its_field(edda: Client) -> None:
    values = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = soup(edda.post(reverse("account_change_password"), values))
    assert [error for error in errors(page) if "at least 12" in error] != []


def test_page_of_the_address_changes_nothing_for_codes_and_keys(edda: Client) -> None:
    edda.get(reverse("account_email"))
    check_page(edda.get(reverse("mfa_activate_totp")))
    check_page(edda.get(reverse("mfa_add_webauthn")))


def test_codes_from_an_app_are_set_up_asked_for_and_given_up(edda: Client, world: World) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    page = soup(edda.get(reverse("mfa_activate_totp")))
    secret = page.select_one("#authenticator_secret")["value"]

    def code() -> str:
        return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))

    answer = edda.post(reverse("mfa_activate_totp"), {"code": code()}, follow=True)
    check_page(answer)
    check_page(edda.get(reverse("mfa_view_recovery_codes")))
    check_page(edda.get(reverse("mfa_generate_recovery_codes")))
    codes = edda.get(reverse("mfa_download_recovery_codes")).content.decode().split()
    check_page(edda.get(reverse("mfa_deactivate_totp")))

    later = Client()
    assert sign_in(later).headers["Location"] == reverse("mfa_authenticate")
    assert later.get(reverse("desk:rundown")).status_code == 302
    check_page(later.get(reverse("mfa_authenticate")))
    later.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert later.get(reverse("desk:rundown")).status_code == 200
