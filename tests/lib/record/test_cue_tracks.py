"""Random histories of one clip: whatever is done to its sentences, a label never means two things."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.lib.record.cue_ids import LONGEST, is_label, parent_of, resolve
from dragoman.lib.record.cue_tracks import NoSuchSentence, NotDone, Tracks

LANGUAGES = ("en", "pt")
Words = frozenset[int]


def joined(bodies: list[Words]) -> Words:
    return frozenset().union(*bodies)


@dataclass
class History:
    """A clip whose sentences are sets of numbered words, so that none can go missing unseen."""

    tracks: Tracks[Words, Words] = field(default_factory=Tracks)
    words: int = 0
    taken_out: set[int] = field(default_factory=set)
    published: list[set[str]] = field(default_factory=list)
    meant: dict[str, Words] = field(default_factory=dict)

    def new_words(self, count: int = 4) -> Words:
        self.words += count
        return frozenset(range(self.words - count, self.words))

    def act(self, kind: int, which: int, how: int) -> None:
        tracks, labels = self.tracks, [one.label for one in self.tracks.originals]
        label = labels[which % len(labels)] if labels else ""
        language = LANGUAGES[how % 2]
        track = tracks.renderings.get(language, [])
        rendering = track[which % len(track)] if track else None
        if kind == 0 or not label:
            made = tracks.insert(self.new_words(), after=label or None)
            if how % 3:
                tracks.render(language, made, self.new_words())
        elif kind == 1:
            self._split(label, how)
        elif kind == 2:
            run = labels[which % len(labels) :][: 2 + how % 2]
            tracks.merge(run, joined([tracks.original(one).body for one in run]), joined)
        elif kind == 3:
            self.taken_out |= tracks.original(label).body
            tracks.remove(label, "why")
        elif kind == 4:
            tracks.move(label, after=labels[how % len(labels)])
        elif kind == 5:
            self.published.append(tracks.carried())
        elif rendering is not None and kind == 6:
            tracks.split_rendering(language, rendering.label, [rendering.body, self.new_words()])
        elif rendering is not None and kind == 7:
            at = track.index(rendering)
            run = [one.label for one in track[at : at + 2]]
            tracks.merge_renderings(language, run, joined([one.body for one in track[at : at + 2]]))
        elif rendering is not None:
            tracks.align(language, rendering.label, labels[how % len(labels) :][: 1 + which % 2])

    def _split(self, label: str, how: int) -> None:
        words = sorted(self.tracks.original(label).body)
        half = len(words) // 2
        divided = {
            language: [one.body, self.new_words()]
            for language in LANGUAGES[: how % 3]
            for one in self.tracks.renderings.get(language, [])
            if one.label == label
        }
        self.tracks.split(label, [frozenset(words[:half]), frozenset(words[half:])], divided)

    def check(self, before: Tracks[Words, Words]) -> None:
        tracks, carried = self.tracks, self.tracks.carried()
        assert before.given <= tracks.given
        assert tracks.fates.items() >= before.fates.items()
        assert not carried & set(tracks.fates)
        assert carried | set(tracks.fates) == tracks.given
        assert not (carried - before.carried()) & before.given - {one.label for one in tracks.originals}
        assert all(is_label(label) and (parent_of(label) or label) in tracks.given for label in carried)
        self._check_renderings()
        for one in tracks.originals:
            assert self.meant.setdefault(one.label, one.body) == one.body
        standing = {one.label: one.body for one in tracks.originals}
        for label, words in self.meant.items():
            led = resolve(label, tracks.fates)
            assert words - self.taken_out <= joined([standing.get(to, frozenset()) for to in led.labels])
            assert led.labels or led.reasons == ("why",)
        for labels in self.published:
            assert all(set(resolve(label, tracks.fates).labels) <= carried for label in labels)

    def _check_renderings(self) -> None:
        originals = [one.label for one in self.tracks.originals]
        assert len(set(originals)) == len(originals)
        for track in self.tracks.renderings.values():
            assert len({one.label for one in track}) == len(track)
            covered = [label for one in track for label in one.of]
            for one in track:
                assert one.of
                assert set(one.of) <= set(originals)
                stands_alone = len(one.of) == 1 and covered.count(one.of[0]) == 1
                assert (one.label in originals) == stands_alone
                assert not stands_alone or one.label == one.of[0]


def snapshot(tracks: Tracks[Words, Words]) -> Tracks[Words, Words]:
    renderings = {language: list(track) for language, track in tracks.renderings.items()}
    return Tracks(list(tracks.originals), renderings, set(tracks.given), dict(tracks.fates))


@settings(max_examples=3_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=180))
def test_labels_are_permanent_through_any_history(acts: bytes) -> None:
    history = History()
    for at in range(0, len(acts) - 2, 3):
        before = snapshot(history.tracks)
        try:
            history.act(acts[at] % 9, acts[at + 1], acts[at + 2])
        except (NotDone, NoSuchSentence):
            assert snapshot(history.tracks) == before
        history.check(before)
    assert max(map(len, history.tracks.given), default=0) <= 8


def three() -> Tracks[str, str]:
    tracks: Tracks[str, str] = Tracks()
    for text in ("a b", "c", "d"):
        tracks.render("en", tracks.insert(text), text.upper())
    return tracks


def said(tracks: Tracks[str, str]) -> list[tuple[str, tuple[str, ...], str]]:
    return [(one.label, one.of, one.body) for one in tracks.renderings["en"]]


def test_rendering_of_a_split_sentence_stays_whole_under_a_label_of_its_own() -> None:
    tracks = three()
    assert tracks.split("1", ["a", "b"]) == ("1a", "1b")
    assert said(tracks) == [("4", ("1a", "1b"), "A B"), ("2", ("2",), "C"), ("3", ("3",), "D")]
    assert tracks.fates == {"1": ("split", ("1a", "1b"), "")}


def test_rendering_split_along_shares_the_parts() -> None:
    tracks = three()
    tracks.split("1", ["a", "b"], {"en": ["A", "B"]})
    assert said(tracks)[:2] == [("1a", ("1a",), "A"), ("1b", ("1b",), "B")]


def test_later_split_of_the_original_goes_on_where_the_rendering_stopped() -> None:
    tracks = three()
    assert tracks.split_rendering("en", "1", ["A", "B"]) == ("1a", "1b")
    assert tracks.fates == {}
    assert tracks.split("1", ["a", "b"]) == ("1c", "1d")
    assert said(tracks)[:2] == [("1a", ("1c", "1d"), "A"), ("1b", ("1c", "1d"), "B")]


def test_parts_of_a_rendering_aligned_with_the_parts_of_its_original_share_their_labels() -> None:
    tracks = three()
    tracks.split("1", ["a", "b"])
    assert tracks.split_rendering("en", "4", ["A", "B"]) == ("4a", "4b")
    tracks.align("en", "4a", ["1a"])
    tracks.align("en", "4b", ["1b"])
    assert said(tracks)[:2] == [("1a", ("1a",), "A"), ("1b", ("1b",), "B")]
    assert resolve("4", tracks.fates).labels == ("1a", "1b")


def test_joined_sentences_take_the_next_number_and_join_what_renders_them() -> None:
    tracks = three()
    assert tracks.merge(["2", "3"], "c d", " ".join) == "4"
    assert said(tracks) == [("1", ("1",), "A B"), ("4", ("4",), "C D")]
    assert resolve("3", tracks.fates).labels == ("4",)


def test_sentence_split_in_parts_of_parts_ends_at_whole_numbers() -> None:
    tracks = three()
    label = "1"
    for _ in range(40):
        label = tracks.split(label, ["a", "b"])[1]
    assert max(map(len, tracks.given)) <= LONGEST
    assert resolve("1", tracks.fates).labels[-1] == label


@pytest.mark.parametrize("labels", [["1"], ["1", "3"], ["2", "1"]])
def test_only_neighbours_are_joined(labels: list[str]) -> None:
    with pytest.raises(NotDone, match="join"):
        three().merge(labels, "x", " ".join)


def test_rendering_renders_something() -> None:
    with pytest.raises(NotDone, match="at least one"):
        three().align("en", "1", [])


def test_sentence_rendered_elsewhere_gets_no_second_rendering_unasked() -> None:
    tracks = three()
    tracks.merge_renderings("en", ["1", "2"], "A B C")
    with pytest.raises(NotDone, match="s2 is rendered in s4 already"):
        tracks.render("en", "2", "C")


def test_sentence_that_is_not_there_is_named() -> None:
    with pytest.raises(NoSuchSentence, match="There is no sentence s9"):
        three().split("9", ["a", "b"])
