"""What others say of the signed head: witnesses, an authority; and what is left of it when its key was stolen."""

from __future__ import annotations

from datetime import UTC, datetime

from dragoman.lib.record.note import WITNESS, BadNote, Note, VerifyingKey
from dragoman.lib.record.verify.check import Check, required
from dragoman.lib.record.verify.result import Broken

_FILE, _STAMP = "ledger/checkpoint.txt", "ledger/timestamp.tsr"


def check_cosignatures(check: Check, note: Note) -> None:
    """Every line under the head is by a key of the bundle or a cosignature; those of witnesses one trusts must hold."""
    known = {(key.name, key.id) for key in check.signers}
    others = [one for one in note.signatures if (one.name, one.key_id) not in known]
    strangers = [one.name for one in others if one.cosigned_at is None]
    if strangers:
        raise Broken(_FILE, f"a signature by {strangers[0]}, whose key is not in the bundle")
    trusted = _witnesses(check)
    unknown = 0
    for one in others:
        key = next((key for key in trusted if one.is_by(key)), None)
        if key is None:
            unknown += 1
        elif not key.holds(note.text, one.signature):
            raise Broken(_FILE, f"the cosignature by {one.name} does not match the text")
        else:
            check.result.witnesses.append(key.name)
            check.vouched.append(datetime.fromtimestamp(one.cosigned_at or 0, UTC))
    if unknown:
        check.result.notes.append(
            f"{unknown} witnesses you have not named cosigned the head: --key names one."
        )


def check_timestamp(check: Check) -> None:
    """The authority's answer is over this head; it counts where one of the given certificates stands behind it."""
    from dragoman.lib.record import timestamp  # noqa: PLC0415  slow import

    if _STAMP not in check.bundle:
        return
    text, answer = required(check.head).text, check.bundle.read(_STAMP)
    try:
        if check.tools.timestamp_roots:
            roots = timestamp.read_roots(check.tools.timestamp_roots)
            at = timestamp.check_timestamp(answer, text, roots)
            check.vouched.append(at)
        else:
            at = timestamp.stated_time(answer, text)
            check.result.notes.append(
                f"A time stamp says that the head stood at {_told(at)}. Whose it is was not checked: "
                "give the authority's certificate with --timestamp-roots."
            )
    except timestamp.BadTimestamp as error:
        raise Broken(_STAMP, f"not a time stamp over this head: {error}") from error
    check.result.timestamp = _told(at)


def stolen_since(check: Check, key: VerifyingKey) -> datetime | None:
    """Since when the ledger says that others may have had a key; None for one that nobody stole."""
    for line in check.lines:
        if line.act == "key.compromised" and line.detail["key"] == str(key):
            return datetime.fromisoformat(line.detail["since"])
    return None


def counts(check: Check, key: VerifyingKey) -> bool:
    """Whether a key's signature says something: it was not stolen, or others had seen the head before that."""
    since = stolen_since(check, key)
    return since is None or any(at < since for at in check.vouched)


def _witnesses(check: Check) -> list[VerifyingKey]:
    found = []
    for written in check.trusted:
        try:
            key = VerifyingKey.parse(written)
        except BadNote:
            continue  # the command refuses what is no key; here it names nobody
        if key.kind == WITNESS:
            found.append(key)
    return found


def _told(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
