"""What others say of a signed head: an authority when it saw it, witnesses that it goes on from all they saw before.

Both are asked in a job of their own, and neither ever holds a head back.
"""

from __future__ import annotations

import base64
import http.client
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path
from typing import IO

from django.conf import settings

from dragoman.ledger.models import Attestation, Checkpoint
from dragoman.ledger.selectors import consistency
from dragoman.lib.record.note import BadNote, Note, Signature, VerifyingKey, parse_note
from dragoman.lib.record.timestamp import (
    REQUEST_TYPE,
    BadTimestamp,
    ask_about,
    read_roots,
    stated_time,
)

_TIMEOUT_S = 20
_MOST_BYTES = 64 * 1024


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """Only the address that the operator named is asked."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


_opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirects())


class NotAttested(Exception):
    """Nobody attested the head; the message says who did not, and why. Trying again may help."""


def attest_head(*, checkpoint: Checkpoint) -> list[str]:
    """Ask everyone who is configured and has not answered yet. Returns who answered. Raises ``NotAttested``."""
    answered: list[str] = []
    problems: list[str] = []
    asks: list[Callable[[Checkpoint], str]] = [_stamp]
    asks += [Witness(line).ask for line in settings.LEDGER_WITNESSES]
    for ask in asks:
        try:
            name = ask(checkpoint)
        except NotAttested as error:
            problems.append(str(error))
        else:
            answered += [name] if name else []
    if problems:
        raise NotAttested(" ".join(problems))
    return answered


def is_wanted() -> bool:
    return bool(settings.TIMESTAMP_URL or settings.LEDGER_WITNESSES)


def _stamp(checkpoint: Checkpoint) -> str:
    """An RFC 3161 time stamp over the head's text."""
    kind, url = Attestation.Kind.TIMESTAMP, settings.TIMESTAMP_URL
    if not url or checkpoint.attestations.filter(kind=kind).exists():
        return ""
    text = parse_note(checkpoint.note).text
    question = ask_about(text)
    answer = _post(url, question.data, REQUEST_TYPE)
    roots: Path = settings.TIMESTAMP_ROOTS_FILE
    try:
        if roots.exists():
            at = question.check(answer, text, read_roots(roots.read_bytes()))
        else:
            at = stated_time(answer, text)
    except BadTimestamp as error:
        raise NotAttested(f"{url} gave no time stamp of this head: {error}.") from error
    _keep(checkpoint, kind, url, answer, at)
    return str(url)


class Witness:
    """Asks one witness (C2SP ``tlog-witness``) for its cosignature; written ``key|address``."""

    def __init__(self, written: str) -> None:
        self._key, _, self._url = written.partition("|")

    def ask(self, checkpoint: Checkpoint) -> str:
        try:
            key = VerifyingKey.parse(self._key)
        except BadNote as error:
            raise NotAttested(f"“{self._key}” is not a witness's key: {error}.") from error
        kind = Attestation.Kind.COSIGNATURE
        if checkpoint.attestations.filter(kind=kind, by=str(key)).exists():
            return ""
        last = Attestation.objects.filter(kind=kind, by=str(key)).order_by("-checkpoint__size").first()
        given = self._asked(checkpoint, last.checkpoint_id if last else 0)
        line, at = _cosignature(checkpoint, key, given)
        _keep(checkpoint, kind, str(key), line.encode(), at)
        return key.name

    def _asked(self, checkpoint: Checkpoint, old_size: int) -> str:
        """The witness's lines. One that has seen another size says which, and is asked once more from there."""
        for size in (old_size, None):
            known = old_size if size is None else size
            if not 0 <= known <= checkpoint.size:
                break
            proof = "".join(
                base64.b64encode(one).decode("ascii") + "\n" for one in consistency(known, checkpoint.size)
            )
            body = f"old {known}\n{proof}\n{checkpoint.note}".encode()
            try:
                return _post(f"{self._url.rstrip('/')}/add-checkpoint", body, "text/plain").decode("utf-8")
            except UnicodeDecodeError as error:
                raise NotAttested(f"{self._url} answers something that is no text.") from error
            except _Conflict as conflict:
                old_size = conflict.size
        raise NotAttested(f"{self._url} has seen another ledger of this name.")


class _Conflict(Exception):
    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def _cosignature(checkpoint: Checkpoint, key: VerifyingKey, given: str) -> tuple[str, datetime]:
    try:
        signatures = tuple(Signature.parse(line) for line in given.splitlines() if line)
    except BadNote as error:
        raise NotAttested(f"{key.name} answers something that is no signature: {error}.") from error
    note = Note(parse_note(checkpoint.note).text, signatures)
    found = note.signature_by(key)
    if found is None or found.cosigned_at is None:
        raise NotAttested(f"{key.name} gave no cosignature that holds.")
    try:
        return found.write(), datetime.fromtimestamp(found.cosigned_at, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise NotAttested(f"{key.name} states a moment that no calendar has.") from error


def _keep(checkpoint: Checkpoint, kind: str, by: str, data: bytes, at: datetime) -> None:
    Attestation.objects.get_or_create(
        checkpoint=checkpoint, kind=kind, by=by[:200], defaults={"data": data, "given_at": at}
    )


def _post(url: str, body: bytes, content_type: str) -> bytes:
    if not url.startswith(("https://", "http://")):
        raise NotAttested(f"“{url}” is not an address that begins with https://.")
    request = urllib.request.Request(url, body, {"Content-Type": content_type})  # noqa: S310  checked above
    try:
        with _opener.open(request, timeout=_TIMEOUT_S) as answer:
            return bytes(answer.read(_MOST_BYTES))
    except urllib.error.HTTPError as error:
        told = error.read(64).decode("ascii", "replace").strip()
        if error.code == 409 and told.isdigit():
            raise _Conflict(int(told)) from error
        raise NotAttested(f"{url} answers {error.code}.") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise NotAttested(f"{url} can't be reached: {error}.") from error
