"""How the desk knows who speaks, in words: by speaker for a clip, and for one sentence."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.publications.content import Content, Line
from dragoman.transcripts.terms import Certainty, Evidence
from dragoman.ui.wording import comma_list, run, sentence


def attribution(content: Content) -> tuple[Markup, ...]:
    """One sentence per speaker for whom the desk said how it knows; in the order in which they are heard."""
    told = []
    for voice in content.voices:
        lines = [line for line in content.lines if line.voice == voice.key and line.evidence]
        if lines:
            (evidence, certainty), _count = Counter(
                (one.evidence, one.certainty) for one in lines
            ).most_common(1)[0]
            name = Markup("<bdi{}>{}</bdi>").format(run(content.language), voice.name)
            told.append(sentence("%(name)s: %(how)s", name=name, how=_how(evidence, certainty)))
    return tuple(told)


def attribution_of(line: Line) -> str:
    """How the desk knows who speaks this sentence; says so when it did not say."""
    return _how(line.evidence, line.certainty) if line.evidence or line.certainty else _("not stated")


def _how(evidence: str, certainty: str) -> str:
    parts = []
    if evidence in Evidence.values:
        parts.append(str(Evidence(evidence).label))
    if certainty in Certainty.values:
        parts.append(str(Certainty(certainty).label))
    return comma_list(parts)
