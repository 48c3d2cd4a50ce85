"""Captions as files: SubRip, WebVTT, Advanced SubStation Alpha and TTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from dragoman.archive.reading import Reading
from dragoman.archive.taking.stated import edition_line, stated, stated_of_words
from dragoman.archive.taking.wanted import NotThere, Wanted
from dragoman.lib.subtitles import ass, srt, ttml, webvtt
from dragoman.lib.subtitles.about import About
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span
from dragoman.publications.identity import address_of
from dragoman.publications.page import PublishedClip
from dragoman.publications.timed_captions import Captions, captions_in
from dragoman.ui.wording import plain_line, word_list

_LAST_WORDS_MS = 3000


def captions_wanted(clip: PublishedClip, wanted: Wanted) -> Captions:
    """Raises ``NotThere`` where no sentence in these languages has a time."""
    found = captions_in(clip.content, wanted.languages)
    if found is None or not any(cue.identifier.startswith("s") for cue in found.cues):
        raise NotThere("No sentence in that language has a time: there is nothing to show when.")
    return found


def write_srt(clip: PublishedClip, wanted: Wanted) -> bytes:
    """The format has no place for remarks, so the last caption, after the clip's end, says where they come from."""
    found = captions_wanted(clip, wanted)
    # The words name their speakers already.
    cues = [replace(cue, speaker="") for cue in found.cues]
    end = max([clip.content.duration_ms or 0, *(cue.span.out_ms for cue in cues)])
    closing = CaptionCue(Span(end, end + _LAST_WORDS_MS), (edition_line(clip), address_of(clip)))
    way = _about(clip, found).direction
    return (srt.write(cues, way) + "\n" + srt.write([closing], number=len(cues) + 1)).encode()


def write_vtt(clip: PublishedClip, wanted: Wanted) -> bytes:
    found = captions_wanted(clip, wanted)
    about = _about(clip, found)
    return webvtt.write(found.cues, [about.title, *about.notes]).encode()


def write_ass(clip: PublishedClip, wanted: Wanted) -> bytes:
    found = captions_wanted(clip, wanted)
    return ass.write(found.cues, _about(clip, found)).encode("utf-8-sig")


def write_ttml(clip: PublishedClip, wanted: Wanted) -> bytes:
    found = captions_wanted(clip, wanted)
    return ttml.write(found.cues, _about(clip, found))


def _about(clip: PublishedClip, found: Captions) -> About:
    content = clip.content
    track = next((one for one in content.translations if one.language == found.language), None)
    reading = Reading(track, found.is_mixed, None)
    return About(
        title=plain_line(content.title),
        language=found.language,
        notes=(*stated(clip), *stated_of_words(clip, reading), *_left_out(found)),
        is_mixed=found.is_mixed,
    )


def _left_out(found: Captions) -> Iterator[str]:
    for template, labels in (
        (_("Withheld: %(sentences)s."), found.withheld),
        (_("Without times, so not in these captions: %(sentences)s."), found.untimed),
    ):
        if labels:
            yield template % {"sentences": word_list(f"s{label}" for label in labels)}
