"""Splitting and joining at the table: the words are saved first, then the act is done, both or neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models, transaction
from django.utils.translation import gettext as _

from dragoman.accounts.models import User
from dragoman.catalogue.models import Speaker
from dragoman.clips.models import Clip
from dragoman.desk.forms.cue_table import TypedRow
from dragoman.desk.working_copy import Edit, save_words
from dragoman.lib.record.cue_tracks import NotDone
from dragoman.publications.models import Publication
from dragoman.publications.selectors import content_of
from dragoman.transcripts.selectors import cues_of, fates_of, roles_held
from dragoman.transcripts.terms import Certainty, CueKind, Evidence, Fate, Voice
from dragoman.translations.dividing import SplitAt
from dragoman.translations.reworking import latest_reworking
from dragoman.translations.selectors import translations_of
from dragoman.translations.sentences import merge_cues, merge_renderings, split_cue, split_rendering

MARK = "|"


@dataclass(slots=True)
class SentenceAct:
    """What a button of the table asks for. ``places``: where each text is to be split, by cell key; "" is the
    original. ``own`` are the labels of renderings that carry another than their sentence's."""

    kind: str
    label: str
    language: str = ""
    places: dict[str, int] = field(default_factory=dict)
    own: dict[str, tuple[str, str]] = field(default_factory=dict)


def take_act(posted: Mapping[str, str], typed: Sequence[TypedRow]) -> SentenceAct | None:
    """The act asked for, its marks taken out of the words. Raises ``NotDone`` where marks are missing or too many."""
    kind, _sep, what = posted.get("act", "").partition(":")
    if not kind:
        return None
    label, _sep, language = what.partition(":")
    act = SentenceAct(kind, label, language)
    if kind != "split":
        return act
    row = next((one for one in typed if one.label == label), None)
    if row is None:
        raise NotDone(_("There is no sentence s%(label)s to split.") % {"label": label[:20]})
    row.text = _unmarked(act, "", row.text)
    for one in row.renderings:
        one.text = _unmarked(act, one.key, one.text)
        if one.has_own_label:
            act.own[one.key] = (one.language, one.label)
    if not act.places:
        raise NotDone(
            _("Type %(mark)s where the sentence is to be split: in the original, in a rendering, or in both.")
            % {"mark": MARK}
        )
    return act


@transaction.atomic
def save_and_act(*, clip: Clip, edit: Edit, act: SentenceAct | None, person: User) -> tuple[bool, str]:
    """Whether anything is new, and what to say of the act."""
    is_new = save_words(clip=clip, edit=edit, person=person)
    if act is None:
        return is_new, ""
    acts = {"split": _split, "join": _join, "join-renderings": _join_renderings}
    if act.kind not in acts:
        raise NotDone(_("This page does not know what to do with that button."))
    return True, acts[act.kind](clip, act, person)


def published_labels(clip: Clip) -> frozenset[str]:
    """Labels of sentences readers have seen in the newest edition."""
    publication = Publication.objects.filter(clip=clip).first()
    edition = publication.editions.order_by("-ordinal").first() if publication else None
    if edition is None:
        return frozenset()
    content = content_of(edition)
    rendered = (one.label for track in content.translations for one in track.renderings)
    return frozenset([*(line.label for line in content.lines), *rendered])


def sentence_choices(clip: Clip) -> dict[str, object]:
    """What the table offers to choose from, what became of labels, and what can be put right."""
    held = roles_held(clip)
    names = list(Speaker.objects.order_by("name").values_list("name", flat=True)[:500])
    gone = [(label, Fate(fate).label, to, reason) for label, fate, to, reason in fates_of(clip)]
    return {
        "cue_kinds": _in_words(CueKind),
        "evidences": _in_words(Evidence),
        "certainties": _in_words(Certainty),
        "voices": _in_words(Voice),
        "speakers": names,
        "roles_held": [(name, role) for name in names for role in held.get(name, ())],
        "gone_labels": gone,
        "reworking": latest_reworking(clip),
    }


def _in_words(kind: type[models.TextChoices]) -> tuple[tuple[str, str], ...]:
    """The choices, translated once and not in every row."""
    return tuple((one.value, str(one.label)) for one in kind)


def _unmarked(act: SentenceAct, key: str, text: str) -> str:
    if MARK not in text:
        return text
    if text.count(MARK) > 1:
        raise NotDone(_("Put only one %(mark)s into a text that is to be split.") % {"mark": MARK})
    before, _mark, after = text.partition(MARK)
    if before.endswith(" ") and after.startswith(" "):
        after = after.lstrip()
    act.places[key] = len(before)
    return before + after


def _split(clip: Clip, act: SentenceAct, person: User) -> str:
    along = {key: place for key, place in act.places.items() if key and key not in act.own}
    for key, (language, label) in act.own.items():
        if key in act.places:
            split_rendering(
                clip=clip, language=language, label=label, offset=act.places[key], actor=person.actor
            )
    if "" not in act.places:
        for language, place in along.items():
            split_rendering(clip=clip, language=language, label=act.label, offset=place, actor=person.actor)
        return _("The rendering is split. s%(label)s stays the label of the original.") % {"label": act.label}
    at = SplitAt(act.places[""], None, along)
    first, second = split_cue(clip=clip, label=act.label, at=at, actor=person.actor)
    return _("s%(label)s is now s%(first)s and s%(second)s; links to s%(label)s lead to them.") % {
        "label": act.label,
        "first": first,
        "second": second,
    }


def _join(clip: Clip, act: SentenceAct, person: User) -> str:
    labels = _with_next(list(cues_of(clip).values_list("label", flat=True)), act.label)
    merged = merge_cues(clip=clip, labels=labels, actor=person.actor)
    return _("s%(first)s and s%(second)s are now s%(merged)s; links to them lead there.") % {
        "first": labels[0],
        "second": labels[1],
        "merged": merged,
    }


def _join_renderings(clip: Clip, act: SentenceAct, person: User) -> str:
    track = translations_of(clip).filter(language=act.language).first()
    standing = [cue.label for cue in track.cues.all()] if track else []
    labels = _with_next(standing, act.label)
    merged = merge_renderings(clip=clip, language=act.language, labels=labels, actor=person.actor)
    return _("The two renderings are now one, s%(merged)s, of all the sentences they rendered.") % {
        "merged": merged
    }


def _with_next(labels: list[str], label: str) -> list[str]:
    at = labels.index(label) if label in labels else len(labels)
    if at + 1 >= len(labels):
        raise NotDone(_("There is no sentence after s%(label)s to join.") % {"label": label[:20]})
    return labels[at : at + 2]
