"""Signed notes and checkpoints as C2SP defines them: who says that a log had this size and this tree head.

A note is text, a blank line, and a line for each signature: ``— name base64(key id ‖ signature)``. Keys are Ed25519.
A log signs with type 0x01; a witness cosigns with type 0x04 and says when. Reading is strict: what is not exactly what
``Note.write`` writes is no note.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG, WITNESS = 0x01, 0x04

_NAME = re.compile(r"[^\s+\x00-\x20\x7f]{1,200}")
_SIGNATURE = re.compile(r"— (\S+) (\S+)")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}", re.ASCII)
_MOST_SIGNATURES = 100


class BadNote(ValueError):
    """The text is no note, checkpoint or key as they are written; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """The public half of a key, with the name it signs under."""

    name: str
    public: bytes
    kind: int = LOG

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise BadNote(f"“{self.name}” can't name a key: no spaces and no plus sign.")
        if self.kind not in (LOG, WITNESS) or len(self.public) != 32:
            raise BadNote("The key is neither a log's nor a witness's Ed25519 key.")

    @classmethod
    def parse(cls, vkey: str) -> VerifyingKey:
        """From ``name+key id+base64``. Raises ``BadNote`` when the key id does not belong to the key."""
        parts = vkey.split("+", 2)
        if len(parts) != 3:
            raise BadNote("A key is written name+key id+base64.")
        data = _decode(parts[2])
        if len(data) != 33:
            raise BadNote("The key has not the length of an Ed25519 key.")
        key = cls(parts[0], data[1:], data[0])
        if key.id.hex() != parts[1]:
            raise BadNote("key and key id differ")
        return key

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys apart; not a fingerprint to trust."""
        data = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return hashlib.sha256(data).digest()[:4]

    def __str__(self) -> str:
        """The key as it is given to others: ``name+key id+base64``."""
        return f"{self.name}+{self.id.hex()}+{_encode(bytes([self.kind]) + self.public)}"

    def holds(self, text: str, signature: bytes) -> bool:
        """Whether this is this key's signature, or cosignature, of the text."""
        message = text.encode()
        if self.kind == WITNESS:
            if len(signature) != 72:
                return False
            message, signature = _cosigned(text, int.from_bytes(signature[:8], "big")), signature[8:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key. Its text goes into a file that only the signer reads, and nowhere else."""

    name: str
    seed: bytes = field(repr=False)
    kind: int = LOG

    @classmethod
    def generate(cls, name: str, kind: int = LOG) -> SigningKey:
        key = cls(name, Ed25519PrivateKey.generate().private_bytes_raw(), kind)
        key.verifying  # noqa: B018  refuses a name that can't be written
        return key

    @classmethod
    def parse(cls, text: str) -> SigningKey:
        """From ``PRIVATE+KEY+name+key id+base64``. Raises ``BadNote``; the message never quotes the key."""
        parts = text.split("+", 4)
        if len(parts) != 5 or parts[:2] != ["PRIVATE", "KEY"]:
            raise BadNote("A private key is written PRIVATE+KEY+name+key id+base64.")
        data = _decode(parts[4])
        if len(data) != 33:
            raise BadNote("The private key has not the length of an Ed25519 key.")
        key = cls(parts[2], data[1:], data[0])
        if key.verifying.id.hex() != parts[3]:
            raise BadNote("key and key id differ")
        return key

    @classmethod
    def load(cls, path: Path) -> SigningKey:
        """From a file that holds one key."""
        return cls.parse(path.read_text(encoding="utf-8").strip())

    def save(self, path: Path) -> None:
        """Into a new file that its owner alone can read. Raises ``FileExistsError``."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(self.written())

    def written(self) -> str:
        """The line that goes into the file."""
        secret = _encode(bytes([self.kind]) + self.seed)
        return f"PRIVATE+KEY+{self.name}+{self.verifying.id.hex()}+{secret}\n"

    @property
    def verifying(self) -> VerifyingKey:
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifyingKey(self.name, private.public_key().public_bytes_raw(), self.kind)

    def sign(self, text: str) -> Signature:
        """The signature of a log's key over a note's text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return Signature(self.name, self.verifying.id, signature)

    def cosign(self, text: str, at: int) -> Signature:
        """A witness's cosignature: that at this moment, in Unix seconds, it had seen this text and none against it."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(_cosigned(text, at))
        return Signature(self.name, self.verifying.id, at.to_bytes(8, "big") + signature)


@dataclass(frozen=True, slots=True)
class Signature:
    """One line under a note."""

    name: str
    key_id: bytes
    signature: bytes

    @classmethod
    def parse(cls, line: str) -> Signature:
        found = _SIGNATURE.fullmatch(line)
        if found is None or not _NAME.fullmatch(found[1]):
            raise BadNote("A signature line is not written as it should be.")
        data = _decode(found[2])
        if len(data) not in (4 + 64, 4 + 72):
            raise BadNote(f"The signature by {found[1]} has not the length of one.")
        return cls(found[1], data[:4], data[4:])

    def write(self) -> str:
        return f"— {self.name} {_encode(self.key_id + self.signature)}"

    @property
    def cosigned_at(self) -> int | None:
        """Unix seconds that a witness states; None for a log's own signature."""
        return int.from_bytes(self.signature[:8], "big") if len(self.signature) == 72 else None

    def is_by(self, key: VerifyingKey) -> bool:
        """Whether it claims to be this key's; only ``VerifyingKey.holds`` tells whether it is."""
        return (self.name, self.key_id) == (key.name, key.id)


@dataclass(frozen=True, slots=True)
class Note:
    """A text, ended by a line break, and the signatures under it."""

    text: str
    signatures: tuple[Signature, ...]

    def write(self) -> str:
        return self.text + "\n" + "".join(signature.write() + "\n" for signature in self.signatures)

    def verified_by(self, key: VerifyingKey) -> bool:
        """Whether this key has signed. A signature that claims to be its but is not makes it False."""
        claimed = [signature for signature in self.signatures if signature.is_by(key)]
        return bool(claimed) and all(key.holds(self.text, each.signature) for each in claimed)

    def signature_by(self, key: VerifyingKey) -> Signature | None:
        """This key's valid signature, if there is one."""
        claimed = (signature for signature in self.signatures if signature.is_by(key))
        return next((each for each in claimed if key.holds(self.text, each.signature)), None)

    def with_signatures(self, more: Iterable[Signature]) -> Note:
        return Note(self.text, (*self.signatures, *more))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log's head says: of which log, how many lines, and the tree head over them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_encode(self.root)}\n"

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """From a note's text. Raises ``BadNote``."""
        lines = text.split("\n")
        if len(lines) != 4 or lines[3] or not _NAME.fullmatch(lines[0]) or not _SIZE.fullmatch(lines[1]):
            raise BadNote("The text is no checkpoint: origin, size and tree head, a line each.")
        root = _decode(lines[2])
        if len(root) != 32:
            raise BadNote("The checkpoint's tree head is not 32 bytes long.")
        return cls(lines[0], int(lines[1]), root)


def sign_checkpoint(checkpoint: Checkpoint, *keys: SigningKey) -> str:
    """The checkpoint as a note signed by each key, in order."""
    return Note(checkpoint.text, tuple(key.sign(checkpoint.text) for key in keys)).write()


def parse_note(text: str) -> Note:
    """Take a note apart. Raises ``BadNote`` for anything that writing it again would not give."""
    body, gap, under = text.rpartition("\n\n")
    if not gap or not body:
        raise BadNote("A note has a text, an empty line, and signatures.")
    if any((ch < " " and ch != "\n") or "\ud800" <= ch <= "\udfff" or ch == "\x7f" for ch in text):
        raise BadNote("The note holds a control character.")
    lines = under.split("\n")
    if lines.pop() or not lines:
        raise BadNote("The last signature line has no end.")
    if len(lines) > _MOST_SIGNATURES:
        raise BadNote(f"The note has more than {_MOST_SIGNATURES} signatures.")
    note = Note(body + "\n", tuple(Signature.parse(line) for line in lines))
    if len({(each.name, each.key_id) for each in note.signatures}) != len(note.signatures):
        raise BadNote("Two signatures claim to be by the same key.")
    if note.write() != text:
        raise BadNote("The note is not written as it should be.")
    return note


def parse_checkpoint(text: str) -> tuple[Note, Checkpoint]:
    """A signed checkpoint, taken apart. Raises ``BadNote``. Whose signatures they are is for the caller to check."""
    note = parse_note(text)
    return note, Checkpoint.parse(note.text)


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _decode(text: str) -> bytes:
    """Base64 in its one canonical form."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise BadNote("The base64 is not written as it should be.") from error
    if _encode(data) != text:
        raise BadNote("The base64 is not written as it should be.")
    return data
