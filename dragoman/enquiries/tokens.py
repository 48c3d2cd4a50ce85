"""Secrets of links and addresses: made of the installation's key and a nonce, so that a letter can always print one,
and kept as a hash alone, so that whoever reads the database can use none."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

STATUS, CONFIRM, MAIL, FILES, PROPOSAL = "status", "confirm", "mail", "files", "proposal"


def new_nonce() -> str:
    return secrets.token_hex(16)


def token_of(purpose: str, nonce: str) -> str:
    """32 characters in lower case, which survive every mail program's idea of an address: 160 bits."""
    key = hmac.new(settings.SECRET_KEY.encode(), f"enquiries|{purpose}".encode(), hashlib.sha256).digest()
    drawn = hmac.new(key, nonce.encode(), hashlib.sha256).digest()[:20]
    return base64.b32encode(drawn).decode().lower()


def hash_of(token: str) -> str:
    return hashlib.sha256(token.strip().lower().encode()).hexdigest()


def hashed(purpose: str, nonce: str) -> str:
    """What is stored of a token."""
    return hash_of(token_of(purpose, nonce))


def is_token(purpose: str, nonce: str, given: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(token_of(purpose, nonce), given.strip().lower()) if given.isascii() else False
