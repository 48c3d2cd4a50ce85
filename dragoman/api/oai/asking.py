"""From an address or a form to what is asked for; and the tokens by which a long list goes on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core import signing
from django.http import QueryDict

from dragoman.api.oai.terms import PREFIXES, VERBS, Arguments, OaiError, kind_and_slug, read_moment
from dragoman.search.harvest import Place, Span

_SALT = "oai-pmh"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which records: in which form, changed when, in which set, and where the list goes on."""

    prefix: str
    since: str = ""
    until: str = ""
    set_spec: str = ""
    after: Place | None = None
    sent: int = 0
    """How many records were sent before."""

    @property
    def span(self) -> Span:
        return Span(
            read_moment("from", self.since, is_end=False) if self.since else None,
            read_moment("until", self.until, is_end=True) if self.until else None,
        )

    @property
    def kind_and_slug(self) -> tuple[str, str]:
        return kind_and_slug(self.set_spec) if self.set_spec else ("", "")


def verb_and_arguments(query: QueryDict) -> tuple[str, dict[str, str]]:
    """The verb and its arguments, each once and none too many. Raises ``OaiError``."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise OaiError("badVerb", f"“verb” is one of {', '.join(VERBS)}, and given once.")
    known = VERBS[verbs[0]]
    given = {name: query.getlist(name) for name in query if name != "verb"}
    if known.exclusive and known.exclusive in given and len(given) > 1:
        raise OaiError("badArgument", f"“{known.exclusive}” is given alone.")
    for name, values in given.items():
        if name not in {*known.required, *known.optional, known.exclusive}:
            raise OaiError("badArgument", f"{verbs[0]} takes only {_names(known)}.")
        if len(values) > 1:
            raise OaiError("badArgument", f"“{name}” is given more than once.")
        if not values[0].isprintable():
            raise OaiError("badArgument", f"“{name}” holds characters that no answer could repeat.")
    missing = [name for name in known.required if name not in given]
    if missing and not (known.exclusive and known.exclusive in given):
        raise OaiError("badArgument", f"{verbs[0]} needs “{missing[0]}”.")
    return verbs[0], {name: values[0] for name, values in given.items()}


def _names(known: Arguments) -> str:
    names = [*known.required, *known.optional, *([known.exclusive] if known.exclusive else [])]
    return ", ".join(f"“{name}”" for name in names) or "“verb”"


def known_prefix(prefix: str) -> str:
    if prefix not in PREFIXES:
        raise OaiError("cannotDisseminateFormat", f"“metadataPrefix” is one of {', '.join(PREFIXES)}.")
    return prefix


def selection(arguments: dict[str, str]) -> Selection:
    """What a list is to hold. Raises ``OaiError``."""
    if "resumptionToken" in arguments:
        return _resumed(arguments["resumptionToken"])
    asked = Selection(
        known_prefix(arguments["metadataPrefix"]),
        arguments.get("from", ""),
        arguments.get("until", ""),
        arguments.get("set", ""),
    )
    if asked.since and asked.until and len(asked.since) != len(asked.until):
        raise OaiError("badArgument", "“from” and “until” are both days or both seconds.")
    span = asked.span
    if span.since and span.until and span.since > span.until:
        raise OaiError("badArgument", "“from” is later than “until”.")
    return asked


def token_of(asked: Selection, after: Place, sent: int) -> str:
    """Signed, so that nobody goes on where nobody has been."""
    at, number = after
    told = {
        "p": asked.prefix,
        "f": asked.since,
        "u": asked.until,
        "s": asked.set_spec,
        "a": at.isoformat(),
        "n": number,
        "c": sent,
    }
    return signing.dumps(told, salt=_SALT)


def _resumed(token: str) -> Selection:
    try:
        told: dict[str, Any] = signing.loads(token, salt=_SALT)  # Any: JSON
    except signing.BadSignature as error:
        raise OaiError("badResumptionToken", "The token is not one of ours.") from error
    after = (datetime.fromisoformat(told["a"]), told["n"])
    return Selection(told["p"], told["f"], told["u"], told["s"], after, told["c"])
