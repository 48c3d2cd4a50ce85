"""How calls are signed, as Standard Webhooks 1.0 has it, so that its libraries check ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

_MARK = "whsec_"


def new_secret() -> str:
    return _MARK + base64.b64encode(secrets.token_bytes(32)).decode()


def signature(secret: str, uid: str, timestamp: int, body: str) -> str:
    """``v1,`` and the HMAC-SHA256 of ``uid.timestamp.body`` in base64."""
    key = base64.b64decode(secret.removeprefix(_MARK))
    signed = hmac.new(key, f"{uid}.{timestamp}.{body}".encode(), hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


def headers(secrets_now: tuple[str, ...], uid: str, timestamp: int, body: str) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "webhook-id": uid,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signature(one, uid, timestamp, body) for one in secrets_now),
    }
