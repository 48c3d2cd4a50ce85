"""The words of a clip page as HTML: the transcript, the score, the choices of view."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.archive import asides
from dragoman.archive.asides import corrected_labels
from dragoman.archive.jinja import fragment
from dragoman.archive.reading import Reading, said_languages
from dragoman.archive.transcript import Turn
from dragoman.archive.voices import score_of
from dragoman.publications.content import Content
from dragoman.publications.links import sentence_root
from dragoman.publications.page import PublishedClip
from dragoman.transcripts.terms import CueKind, Origin
from dragoman.ui import wording


@dataclass(frozen=True, slots=True)
class View:
    """A choice of columns, labelled with the names of its languages in themselves."""

    value: str
    languages: tuple[tuple[str, str], ...]


def transcript_html(
    turns: tuple[Turn, ...], reading: Reading, landed: str, clip: PublishedClip
) -> SafeString:
    language, content = wording.reader_language(), clip.content
    link_before, _label, link_after = _("How we know sentence %(label)s").partition("%(label)s")
    corrected = corrected_labels(clip)
    return _safe(
        fragment("transcript.html").render(
            **asides.context_of(content, language),
            corrected=corrected,
            corrected_name=_("Corrected: see what changed"),
            struck=partial(asides.struck, corrected=corrected, language=language),
            alternate_name=_("Or"),
            withheld=_("Withheld"),
            sentences=sentence_root(content.number, language),
            turns=turns,
            reading=reading,
            landed=landed,
            run=partial(wording.run_on, page_language=language),
            description_run=wording.run_on(content.language, language),
            own=Markup(' lang="{}" dir="{}"').format(language, wording.page_direction()),
            kind_names={kind.value: str(kind.label) for kind in CueKind},
            origin_names={origin.value: str(origin.label) for origin in Origin},
            unknown_speaker=_("Speaker not named"),
            no_translation=_("Not translated yet"),
            no_original=_("Original words not set down"),
            note_name=_("Note"),
            link_before=link_before,
            link_after=link_after,
        )
    )


def score_html(content: Content) -> SafeString:
    """Who speaks when, as links; empty without times."""
    lanes = score_of(content)
    if not lanes or not content.duration_ms:
        return _safe("")
    return _safe(
        fragment("score.html").render(
            lanes=lanes,
            total=max(content.duration_ms // 10, 1),
            others=_("Others") if len(lanes) > 1 else _("Speech"),
            bar_name=_("%(name)s, from %(first)s to %(last)s"),
            description_run=wording.run(content.language),
        )
    )


def views_of(content: Content, reading: Reading) -> tuple[View, ...]:
    """Each of the two columns alone; nothing to choose where there is one."""
    translation = reading.translation
    if not reading.has_beside or translation is None:
        return ()
    said = tuple((tag, wording.called_by_speakers(tag)) for tag in said_languages(content))
    translated = ((translation.language, wording.called_by_speakers(translation.language)),)
    first, beside = (translated, said) if reading.first else (said, translated)
    return (View("first", first), View("beside", beside))


def other_translations(content: Content, reading: Reading) -> tuple[tuple[str, str], ...]:
    """Tag and own name of the translations that are not on this page."""
    shown = reading.translation
    return tuple(
        (track.language, wording.called_by_speakers(track.language))
        for track in content.translations
        if track is not shown and any(one.text for one in track.renderings)
    )


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308  made by Jinja2 with escaping on
