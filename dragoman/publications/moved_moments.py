"""Where a moment of an earlier edition is now, after the clip was cut anew: by the recording's own clock."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.publications.content import Content


@dataclass(frozen=True, slots=True)
class Moved:
    """``is_left_out``: the moment is not in the clip any more, and this is the next one that is."""

    at_ms: int
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class _Stretch:
    """``[in_ms, out_ms)`` of the recording, shown from ``at_ms`` of the clip on."""

    in_ms: int
    out_ms: int
    at_ms: int


def moved(at_ms: int, before: Content, now: Content) -> Moved:
    """The same moment of the broadcast in another edition; as it was where the two can't be compared."""
    then, here = _stretches(before), _stretches(now)
    if then == here or not then or not here or before.recording_sha256 != now.recording_sha256:
        return Moved(at_ms)
    shown = [one for one in then if one.at_ms <= at_ms] or list(then[:1])
    recorded_ms = min(shown[-1].in_ms + max(at_ms - shown[-1].at_ms, 0), shown[-1].out_ms)
    for one in here:
        if one.in_ms <= recorded_ms < one.out_ms:
            return Moved(one.at_ms + recorded_ms - one.in_ms)
    later = [one for one in here if one.in_ms > recorded_ms]
    if later:
        return Moved(later[0].at_ms, is_left_out=True)
    last = here[-1]
    return Moved(last.at_ms + last.out_ms - last.in_ms, is_left_out=recorded_ms > last.out_ms)


def _stretches(content: Content) -> tuple[_Stretch, ...]:
    """In the order they are shown; a join is where the edition says, else where the passage before it ends."""
    cuts = content.passages or ((content.cut,) if content.cut else ())
    joins = [gap.at_ms for gap in content.gaps]
    found: list[_Stretch] = []
    at_ms = 0
    for index, cut in enumerate(cuts):
        if index and index <= len(joins):
            at_ms = joins[index - 1]
        found.append(_Stretch(cut.in_ms, cut.out_ms, at_ms))
        at_ms += cut.out_ms - cut.in_ms
    return tuple(found)
