from __future__ import annotations

import base64

import pytest
from django.test import Client
from django.urls import reverse

from dragoman.accounts.models import CreditKey, User
from dragoman.lib.record.note import SigningKey
from dragoman.publications.credits import signed_credits
from tests.desk.browsing import soup
from tests.desk.conftest import browser_of
from tests.factories import clips

pytestmark = pytest.mark.django_db
ACCOUNT = reverse("desk:account")


def test_pseudonym_is_what_readers_see(world, translator, client):
    publication = clips.published(world.translator.actor)
    translator.post(reverse("desk:credit"), {"credit": "pseudonym", "pseudonym": "A Reader"})
    page = client.get(f"/clips/{publication.number}", follow=True).content.decode()
    assert ("A Reader" in page, world.translator.name in page) == (True, False)


def test_pseudonym_must_be_given(translator):
    answer = translator.post(reverse("desk:credit"), {"credit": "pseudonym", "pseudonym": ""})
    assert (answer.status_code, "Write the pseudonym" in answer.content.decode()) == (422, True)


def test_credit_is_signed_with_ones_own_key(world, translator):
    publication = clips.published(world.translator.actor)
    own = SigningKey.generate("mara.example")
    translator.post(reverse("desk:add_credit_key"), {"key": str(own.verifying)})
    form = soup(translator.get(ACCOUNT)).select("form[action$='/account/sign/']")
    data = {one["name"]: one.get("value", "") for one in form[0].select("input[name]")}
    edition = publication.editions.get()
    message = f"dragoman-credit/1\n{edition.digest}\n{data['role']}\n"
    data["signature"] = base64.b64encode(own.sign(message).signature).decode()
    translator.post(reverse("desk:sign_credit"), data)
    assert signed_credits(publication.number, 1) == ((world.translator.handle, data["role"]),)
    assert len(soup(translator.get(ACCOUNT)).select("form[action$='/account/sign/']")) == len(form) - 1


def test_signature_by_somebody_else_is_refused(world, translator, editor):
    publication = clips.published(world.translator.actor)
    own, other = (SigningKey.generate(f"{name}.example") for name in ("mara", "other"))
    translator.post(reverse("desk:add_credit_key"), {"key": str(own.verifying)})
    edition = publication.editions.get()
    message = f"dragoman-credit/1\n{edition.digest}\ntranslator\n"
    data = {
        "edition": edition.pk,
        "role": "translator",
        "signature": base64.b64encode(other.sign(message).signature).decode(),
    }
    answer = translator.post(reverse("desk:sign_credit"), data, follow=True)
    assert "by none of your keys" in answer.content.decode()
    answer = editor.post(reverse("desk:sign_credit"), {**data, "role": "reviewer"}, follow=True)
    assert "You are not credited" in answer.content.decode()
    assert signed_credits(publication.number, 1) == ()


@pytest.mark.parametrize("key", ["", "mara", "mara+00000000+AAAA", "PRIVATE+KEY+x"])
def test_what_is_no_key_is_refused(translator, key):
    answer = translator.post(reverse("desk:add_credit_key"), {"key": key}, follow=True)
    assert "not a public key" in answer.content.decode()
    assert not CreditKey.objects.exists()


def test_key_is_retired_by_its_owner_alone(world, translator, editor):
    translator.post(reverse("desk:add_credit_key"), {"key": str(SigningKey.generate("m.example").verifying)})
    key = CreditKey.objects.get()
    assert editor.post(reverse("desk:retire_credit_key"), {"key": key.pk}).status_code == 404
    assert translator.post(reverse("desk:retire_credit_key"), {"key": key.pk}).status_code == 302
    assert CreditKey.objects.get().retired_at is not None


def test_person_is_erased_by_an_administrator(world, administrator, client):
    publication = clips.published(world.translator.actor)
    name = world.translator.name
    administrator.post(reverse("desk:erase_person", args=[world.translator.handle]))
    assert User.objects.get(handle=world.translator.handle).name == ""
    page = client.get(f"/clips/{publication.number}", follow=True).content.decode()
    assert ("a member of the desk" in page, name in page) == (True, False)


def test_last_administrator_is_not_erased(world, administrator):
    answer = administrator.post(reverse("desk:erase_person", args=[world.administrator.handle]))
    assert (answer.status_code, "the last administrator" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("name", ["credit", "add_credit_key", "retire_credit_key", "sign_credit"])
def test_outsider_and_stranger_are_kept_out(world, name):
    assert browser_of(world.outsider).post(reverse(f"desk:{name}")).status_code == 403
    assert Client().get(reverse(f"desk:{name}"))["Location"].startswith("/accounts/login/")


def test_only_administrators_erase(world, editor):
    assert editor.post(reverse("desk:erase_person", args=[world.translator.handle])).status_code == 403
