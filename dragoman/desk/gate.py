"""The gate as the desk sees it: what holds a clip back, grouped by rule, and what somebody let pass."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.accounts.selectors import names_of
from dragoman.clips.models import Clip
from dragoman.reviews.gate import Obstacle, gate_of
from dragoman.reviews.wording import rule_name

_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule. ``more`` counts those that are not shown one by one."""

    rule: str
    name: str
    obstacles: tuple[Obstacle, ...]
    more: int


@dataclass(frozen=True, slots=True)
class LetPass:
    """A decision in force: what it is about, why, and by whom."""

    pk: int
    name: str
    label: str
    reason: str
    by: str
    count: int


@dataclass(frozen=True, slots=True)
class DeskGate:
    groups: tuple[Group, ...]
    let_pass: tuple[LetPass, ...]
    eyes: str

    @property
    def is_open(self) -> bool:
        return not self.groups


def read_gate(clip: Clip) -> DeskGate:
    gate = gate_of(clip)
    rules = dict.fromkeys(one.rule for one in gate.obstacles)
    return DeskGate(
        groups=tuple(_group(rule, gate.obstacles) for rule in rules),
        let_pass=_decided(gate.let_pass),
        eyes=gate.eyes,
    )


def _group(rule: str, obstacles: tuple[Obstacle, ...]) -> Group:
    mine = tuple(one for one in obstacles if one.rule == rule)
    return Group(rule, rule_name(rule), mine[:_MOST_SHOWN], max(0, len(mine) - _MOST_SHOWN))


def _decided(passed: tuple[Obstacle, ...]) -> tuple[LetPass, ...]:
    overrides = {one.override.pk: one.override for one in passed if one.override}
    names = names_of(one.person for one in overrides.values())
    return tuple(
        LetPass(
            override.pk,
            rule_name(override.rule),
            override.label,
            override.reason,
            names.get(override.person, override.person),
            sum(one.override is not None and one.override.pk == override.pk for one in passed),
        )
        for override in overrides.values()
    )
