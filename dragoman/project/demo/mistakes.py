"""A sentence first goes out in wrong words; a reader says so, and the desk puts it right in public."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.corrections.models import Report
from dragoman.corrections.services import Decision, Told, decide_report, report_problem, take_up
from dragoman.corrections.terms import OPEN, Competence, Problem, ReportState
from dragoman.project.demo.reviewing import review_and_publish
from dragoman.project.demo.staff import staff_of
from dragoman.publications.models import Publication
from dragoman.publications.rules import published
from dragoman.publications.terms import Change, EditionKind
from dragoman.transcripts.selectors import cues_of
from dragoman.translations.services import write_translation

Json = dict[str, Any]  # Any: the demonstration's own files


@dataclass(frozen=True, slots=True)
class Mistaken:
    """``line`` is the one that went out wrong, the ``at``-th of its clip."""

    at: int
    line: Json
    spoken: str


def first_wording(line: Json, language: str) -> str:
    """What the translator first wrote: mostly what stands there still."""
    mistake = line.get("mistake", {})
    return str(mistake["text"] if mistake.get("language") == language else line["translations"][language])


def mistakes_to_correct(material: Path) -> Iterator[tuple[Publication, Mistaken]]:
    """Published clips whose mistake still stands."""
    for told in json.loads((material / "clips.json").read_text(encoding="utf-8"))["clips"]:
        for at, line in enumerate(told["lines"]):
            made = Publication.objects.filter(published(), clip__title=told["title"]).first()
            if "mistake" in line and made is not None and made.editions.count() == 1:
                yield made, Mistaken(at, line, told["spoken"])


def correct(publication: Publication, mistaken: Mistaken) -> None:
    """Reported by a reader, decided by somebody who had no hand in it, translated anew, reviewed, published."""
    print(f"  correcting “{publication.clip.title}”", flush=True)
    told, clip, staff = mistaken.line["mistake"], publication.clip, staff_of(mistaken.spoken)
    label = cues_of(clip)[mistaken.at].label
    report = Report.objects.filter(publication=publication, label=label).first() or report_problem(
        publication=publication,
        told=Told(
            problem=Problem.TRANSLATION,
            text=told["report"],
            label=label,
            proposal=mistaken.line["translations"][told["language"]],
            competence=Competence.NATIVE,
        ),
    )
    if report.state == ReportState.RECEIVED:
        report = take_up(report=report, person=staff.editor)
    if report.state in OPEN:
        upheld = Decision(ReportState.UPHELD, told["answer"], EditionKind.CORRECTION)
        decide_report(report=report, decision=upheld, person=staff.editor)
    write_translation(
        clip=clip,
        language=told["language"],
        texts={label: mistaken.line["translations"][told["language"]]},
        actor=staff.translator.actor,
    )
    review_and_publish(clip, staff, Change(EditionKind.CORRECTION, told["note"]))
