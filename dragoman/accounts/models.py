from __future__ import annotations

import secrets
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy as _

from dragoman.accounts.terms import Credit, Role
from dragoman.ledger.terms import Actor

_ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"


def new_handle() -> str:
    return "p-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: str) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works here. Elsewhere the handle stands for the person; the name lives only in this table."""

    handle = models.CharField(max_length=16, unique=True, default=new_handle, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    credit = models.CharField(_("printed as"), max_length=16, choices=Credit, default=Credit.NAME)
    pseudonym = models.CharField(_("pseudonym"), max_length=120, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def printed_name(self) -> str:
        """What a page prints for this person; empty where they chose to be a member of the desk."""
        return {Credit.NAME: self.name, Credit.PSEUDONYM: self.pseudonym}.get(Credit(self.credit), "")

    @property
    def actor(self) -> Actor:
        return Actor(self.handle)


class Grant(models.Model):
    """One role held by one person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=16, choices=Role)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role"], name="one_grant_per_role")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class Opening(models.Model):
    """What a commitment in the record stands for: a printed name and its salt. Erasing a person deletes the row."""

    commitment = models.CharField(max_length=64, primary_key=True)
    handle = models.CharField(max_length=16, db_index=True)
    salt = models.CharField(max_length=32)
    value = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.commitment[:12]


class CreditKey(models.Model):
    """A person's own key for signing their credit; the private half is never here."""

    handle = models.CharField(max_length=16, db_index=True)
    key = models.CharField(max_length=200, unique=True, help_text="as a verifying key: name+id+base64")
    added_at = models.DateTimeField(auto_now_add=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.key
