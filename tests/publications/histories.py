"""A clip's life, driven by numbers: what people do at the desk and in public, and what readers were shown meanwhile.

What was shown is written down beside it from the working tables, so that editions are held against something else
than themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count

from dragoman.accounts.credits import erase_person
from dragoman.ledger.selectors import head
from dragoman.lib.record.cue_tracks import NoSuchSentence, NotDone
from dragoman.publications.errors import HeldBack, NotPublishable
from dragoman.publications.services import publish_clip
from dragoman.publications.terms import Change, EditionKind
from dragoman.reviews.services import check_clip, let_everything_pass
from dragoman.transcripts.selectors import cues_of
from dragoman.transcripts.services import CueOutsideClip, CueText, write_transcript
from dragoman.translations.dividing import SplitAt
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import (
    insert_cue,
    merge_cues,
    merge_renderings,
    remove_cue,
    retime_cue,
    split_cue,
    split_rendering,
)
from dragoman.translations.services import write_translation
from tests.factories.clips import published

WORDS = ("bridge", "ferry", "harbour", "Monday", "not", "12", "الجسر", "列车", "мост", "no one", "é", "٣")
REFUSALS = (NotDone, NoSuchSentence, CueOutsideClip, NotPublishable, HeldBack)

LEAST = 4
"""Letters of words that can be looked for: fewer may stand elsewhere by chance."""

Shown = dict[tuple[str, str, str], str]
"""(side, language, label): the words."""


@dataclass
class History:
    """``shown`` are the words of each edition in turn, ``sizes`` the ledger's size just after each."""

    world: object
    publication: object
    shown: list[Shown] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    erased: set[str] = field(default_factory=set)
    withheld: set[str] = field(default_factory=set)
    has_redacted: bool = False
    _numbers: Iterator[int] = field(default_factory=partial(count, 100))

    @classmethod
    def begun(cls, world) -> History:
        history = cls(world, published(world.editor.actor))
        history.write_down()
        return history

    @property
    def clip(self):
        return self.publication.clip

    def live(self, steps: Sequence[tuple[int, int, int]]) -> None:
        """Each step is (what, where, how), any numbers; what the product refuses in words is left undone."""
        for what, where, how in steps:
            try:
                ACTS[what % len(ACTS)](self, where, how)
            except REFUSALS:
                continue

    def write_down(self) -> None:
        self.shown.append(words_at_the_desk(self.clip))
        self.sizes.append(head().seq)

    def fresh(self) -> int:
        """So that no two sentences say the same."""
        return next(self._numbers)

    def label(self, where: int) -> str:
        labels = [cue.label for cue in cues_of(self.clip)]
        return labels[where % len(labels)] if labels else "1"

    def rendering(self, where: int) -> str:
        labels = [label for side, _, label in words_at_the_desk(self.clip) if side == "translation"]
        return labels[where % len(labels)] if labels else "1"

    # What may happen.

    def reword(self, where: int, how: int) -> None:
        text = f"{WORDS[how % len(WORDS)]} {WORDS[where % len(WORDS)]} {self.fresh()}."
        write_translation(
            clip=self.clip,
            language="en",
            texts={self.rendering(where): text},
            actor=self.world.translator.actor,
        )

    def retype(self, where: int, how: int) -> None:
        label = self.label(where)
        rows = [
            CueText(
                text=f"某句{WORDS[how % len(WORDS)]}{self.fresh()}。" if cue.label == label else cue.text,
                in_ms=cue.in_ms,
                out_ms=cue.out_ms,
                label=cue.label,
                language=cue.language,
                speaker="Lin Ruomei",
            )
            for cue in cues_of(self.clip)
        ]
        write_transcript(clip=self.clip, rows=rows, actor=self.world.translator.actor)

    def split(self, where: int, how: int) -> None:
        split_cue(
            clip=self.clip,
            label=self.label(where),
            at=SplitAt(1 + how % 12),
            actor=self.world.translator.actor,
        )

    def split_translation(self, where: int, how: int) -> None:
        split_rendering(
            clip=self.clip,
            language="en",
            label=self.rendering(where),
            offset=1 + how % 9,
            actor=self.world.translator.actor,
        )

    def join(self, where: int, _how: int) -> None:
        labels = [cue.label for cue in cues_of(self.clip)]
        at = where % max(1, len(labels) - 1)
        merge_cues(clip=self.clip, labels=labels[at : at + 2], actor=self.world.translator.actor)

    def join_translations(self, where: int, _how: int) -> None:
        labels = [label for side, _, label in words_at_the_desk(self.clip) if side == "translation"]
        at = where % max(1, len(labels) - 1)
        merge_renderings(
            clip=self.clip, language="en", labels=labels[at : at + 2], actor=self.world.translator.actor
        )

    def remove(self, where: int, how: int) -> None:
        if cues_of(self.clip).count() > 1:
            remove_cue(
                clip=self.clip,
                label=self.label(where),
                reason=f"Reason {how}.",
                actor=self.world.translator.actor,
            )

    def insert(self, where: int, how: int) -> None:
        row = CueText(
            text=f"新句{WORDS[how % len(WORDS)]}{self.fresh()}。",
            language="zh",
            speaker="Lin Ruomei",
            role="spokesperson",
        )
        insert_cue(clip=self.clip, row=row, after=self.label(where), actor=self.world.translator.actor)

    def retime(self, where: int, how: int) -> None:
        start = how * 500 % 15_000
        retime_cue(
            clip=self.clip,
            label=self.label(where),
            in_ms=start,
            out_ms=start + 1_500,
            actor=self.world.translator.actor,
        )

    def correct(self, _where: int, how: int) -> None:
        kinds = (EditionKind.CORRECTION, EditionKind.CLARIFICATION, EditionKind.RETRACTION, EditionKind.TYPO)
        self._publish(Change(kinds[how % len(kinds)], f"Note {how}."))

    def redact(self, where: int, how: int) -> None:
        """Withhold what a sentence says, and ever said, in both languages, but for words that it goes on saying."""
        label = self.label(where)
        before = {words for key, words in self.shown[-1].items() if key[2] == label}
        self.retype(where, how)
        self.reword(where, how)
        self._publish(Change(EditionKind.REDACTION, f"Note {how}.", withhold=(label,)))
        self.has_redacted = True
        said = "\n".join(self.shown[-1].values())  # words that were joined with others are said too
        self.withheld |= {words for words in before if len(words) >= LEAST and words not in said}

    def erase(self, where: int, _how: int) -> None:
        people = (self.world.reviewer, self.world.translator, self.world.monitor)
        user = people[where % len(people)]
        erase_person(user=user, actor=self.world.administrator.actor)
        self.erased.add(user.handle)

    def _publish(self, change: Change) -> None:
        check_clip(clip=self.clip, actor=self.world.editor.actor)
        let_everything_pass(clip=self.clip, reason="Made up by numbers.", actor=self.world.editor.actor)
        publish_clip(publication=self.publication, actor=self.world.editor.actor, change=change)
        self.write_down()


ACTS: tuple[Callable[[History, int, int], None], ...] = (
    History.reword,
    History.split,
    History.join,
    History.correct,
    History.remove,
    History.insert,
    History.retime,
    History.split_translation,
    History.join_translations,
    History.redact,
    History.reword,
    History.correct,
    History.retype,
    History.erase,
)


def words_at_the_desk(clip) -> Shown:
    found: Shown = {("original", cue.language, cue.label): cue.text for cue in cues_of(clip)}
    for track in translations_of(clip):
        found |= {("translation", track.language, cue.label): cue.text for cue in track.cues.all()}
    return found


def words_in(content) -> Shown:
    """What an edition says; the empty string for what is withheld."""
    found: Shown = {("original", line.language, line.label): line.text for line in content.lines}
    for track in content.translations:
        found |= {("translation", track.language, one.label): one.text for one in track.renderings}
    return found
