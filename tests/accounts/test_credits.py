from __future__ import annotations

import pytest

from dragoman.accounts.credits import NoPseudonym, commit_names, erase_person, rename_person, set_credit
from dragoman.accounts.models import CreditKey, Opening, User
from dragoman.accounts.selectors import openings_of, printed_names_of
from dragoman.accounts.services import LastAdministrator
from dragoman.ledger.models import Entry
from dragoman.ledger.selectors import first_break
from dragoman.lib.record import commitments

pytestmark = pytest.mark.django_db


def test_commitment_opens_to_the_printed_name(world):
    made = commit_names(handles=[world.translator.handle])[world.translator.handle]
    [kept] = openings_of([made])
    assert commitments.Opening(kept.salt, kept.value).commitment == made
    assert (kept.handle, kept.value) == (world.translator.handle, world.translator.name)


def test_same_name_is_committed_once(world):
    handles = [world.translator.handle, world.editor.handle]
    assert commit_names(handles=handles) == commit_names(handles=handles)
    assert Opening.objects.count() == 2


def test_pseudonym_is_what_pages_print_and_what_is_committed(world):
    user = set_credit(
        user=world.translator, credit="pseudonym", pseudonym="  A  Reader\x00", actor=world.translator.actor
    )
    assert printed_names_of([user.handle]) == {user.handle: "A Reader"}
    made = commit_names(handles=[user.handle])[user.handle]
    assert [one.value for one in openings_of([made])] == ["A Reader"]


def test_pseudonym_must_be_given(world):
    with pytest.raises(NoPseudonym):
        set_credit(user=world.translator, credit="pseudonym", pseudonym=" ", actor=world.translator.actor)


def test_member_of_the_desk_has_no_commitment(world):
    user = set_credit(user=world.translator, credit="desk", actor=world.translator.actor)
    assert (printed_names_of([user.handle]), commit_names(handles=[user.handle])) == ({}, {})


def test_no_name_reaches_the_ledger(world):
    rename_person(user=world.translator, name="Mara Lindqvist", actor=world.translator.actor)
    commit_names(handles=[world.translator.handle])
    assert not any(b"Lindqvist" in bytes(line) for line in Entry.objects.values_list("line", flat=True))


def test_erased_person_leaves_a_handle_and_an_unbroken_ledger(world):
    user = rename_person(user=world.translator, name="Mara Lindqvist", actor=world.translator.actor)
    made = commit_names(handles=[user.handle])[user.handle]
    CreditKey.objects.create(handle=user.handle, key="mara+00000000+AA==")
    erase_person(user=user, actor=world.administrator.actor)
    kept = User.objects.get(handle=user.handle)
    assert (kept.name, kept.pseudonym, kept.is_active, kept.email) == (
        "",
        "",
        False,
        f"{user.handle}@erased.invalid",
    )
    assert (openings_of([made]), printed_names_of([user.handle]), CreditKey.objects.count()) == ([], {}, 0)
    assert first_break() is None


def test_last_administrator_is_not_erased(world):
    with pytest.raises(LastAdministrator):
        erase_person(user=world.administrator, actor=world.administrator.actor)
