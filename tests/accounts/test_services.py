from __future__ import annotations

import pytest

from dragoman.accounts.models import User
from dragoman.accounts.rules import can_manage_people, can_publish, is_staff, roles_of
from dragoman.accounts.selectors import names_of
from dragoman.accounts.services import LastAdministrator, NoSuchRole, close_account, set_roles
from dragoman.ledger.models import Entry

pytestmark = pytest.mark.django_db


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_roles_are_exactly_those_given(world):
    set_roles(user=world.monitor, roles=["editor", "reviewer"], actor=world.administrator.actor)
    assert roles_of(fresh(world.monitor)) == {"editor", "reviewer"}
    assert can_publish(fresh(world.monitor))


def test_outsider_is_no_staff(world):
    assert (is_staff(world.outsider), is_staff(world.monitor)) == (False, True)


def test_closed_account_has_no_roles(world):
    close_account(user=world.editor, actor=world.administrator.actor)
    assert roles_of(fresh(world.editor)) == frozenset()


def test_last_administrator_stays(world):
    with pytest.raises(LastAdministrator):
        set_roles(user=world.administrator, roles=["editor"], actor=world.administrator.actor)
    with pytest.raises(LastAdministrator):
        close_account(user=world.administrator, actor=world.administrator.actor)
    set_roles(user=world.editor, roles=["administrator"], actor=world.administrator.actor)
    set_roles(user=world.administrator, roles=["editor"], actor=world.administrator.actor)
    assert not can_manage_people(fresh(world.administrator))


def test_unknown_role_is_refused(world):
    with pytest.raises(NoSuchRole, match="choose from"):
        set_roles(user=world.monitor, roles=["king"], actor=world.administrator.actor)


def test_ledger_knows_handles_and_never_names(world):
    set_roles(user=world.monitor, roles=["editor"], actor=world.administrator.actor)
    lines = b"".join(bytes(line) for line in Entry.objects.values_list("line", flat=True))
    assert world.monitor.handle.encode() in lines
    assert not [name for name in (b"Mona", b"Ada", b"example.org") if name in lines]


def test_names_stand_beside(world):
    assert names_of([world.editor.handle, "p-unknown1"]) == {world.editor.handle: "Edda"}
