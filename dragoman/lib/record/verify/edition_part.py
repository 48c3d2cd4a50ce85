"""The editions of a bundle: each as the ledger tells of it, each naming the one before, its words under its root."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.lib.record.edition import NotAnEdition, Parsed, edition_digest, parse_edition
from dragoman.lib.record.verify.ledger_part import Line
from dragoman.lib.record.verify.result import Broken


@dataclass(frozen=True, slots=True)
class VerifiedEdition:
    ordinal: int
    digest: str
    parsed: Parsed
    header: bytes
    lines: bytes

    @property
    def withheld(self) -> int:
        return sum("withheld" in leaf for leaf in self.parsed.leaves)


def check_editions(files: Mapping[str, bytes], lines: list[Line], number: int) -> list[VerifiedEdition]:
    """All editions from 1 on, without a gap, oldest first. Empty for a bundle of a withdrawn number."""
    told = {
        line.detail["edition"]: line.detail
        for line in lines
        if line.act == "edition.published" and line.subject == f"number:{number}"
    }
    count = len([name for name in files if name.endswith(".lines.jsonl")])
    expected = {f"editions/{n}{end}" for n in range(1, count + 1) for end in (".json", ".lines.jsonl")}
    if set(files) != expected:
        odd = sorted(set(files) ^ expected)[0]
        raise Broken(odd, "editions are missing, or there is one too many")
    if count and set(told) != set(range(1, count + 1)):
        raise Broken("ledger/lines.jsonl", "the ledger tells of other editions than the bundle has")
    editions: list[VerifiedEdition] = []
    for ordinal in range(1, count + 1):
        editions.append(_edition(ordinal, files, told[ordinal], editions, number))
    return editions


def _edition(
    ordinal: int,
    files: Mapping[str, bytes],
    told: Mapping[str, object],
    before: list[VerifiedEdition],
    number: int,
) -> VerifiedEdition:
    name = f"editions/{ordinal}.json"
    header, lines = files[name], files[f"editions/{ordinal}.lines.jsonl"]
    digest = edition_digest(header)
    if digest != told.get("digest"):
        raise Broken(name, f"edition {ordinal}: not the edition that the ledger names")
    try:
        parsed = parse_edition(header, lines)
    except NotAnEdition as error:
        at_fault = (
            name
            if error.args[0].startswith("the header is") or "header lacks" in str(error)
            else (f"editions/{ordinal}.lines.jsonl")
        )
        raise Broken(at_fault, f"edition {ordinal}: {error}", line=error.line) from error
    previous = before[-1].digest if before else None
    stated = (parsed.header["number"], parsed.header["edition"], parsed.header["previous"])
    if stated != (number, ordinal, previous):
        raise Broken(name, f"edition {ordinal}: it does not follow the one before")
    if parsed.header["lines"]["root"] != told.get("root", parsed.header["lines"]["root"]):
        raise Broken(name, f"edition {ordinal}: another root than the ledger names")
    return VerifiedEdition(ordinal, digest, parsed, header, lines)


def changed_cue(parsed_then: Parsed, line: int) -> str:
    """The label of a line's sentence, for a message."""
    leaves = parsed_then.leaves
    return str(leaves[line - 1].get("cue", "")) if 0 < line <= len(leaves) else ""
