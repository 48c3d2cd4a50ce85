"""The digest of a working copy: the same as long as nothing a reader would see has changed."""

from __future__ import annotations

from dragoman.clips.models import Clip
from dragoman.lib.hashing import Json, canonical, digest
from dragoman.transcripts.selectors import cues_of
from dragoman.translations.models import TranslatedCue
from dragoman.translations.selectors import translations_of


def copy_digest(clip: Clip) -> str:
    return digest(
        canonical(
            {
                "clip": [
                    clip.title,
                    clip.title_original,
                    clip.summary,
                    clip.intro,
                    clip.convention,
                    clip.advisory,
                    clip.rights,
                    clip.in_ms,
                    clip.out_ms,
                ],
                "topics": sorted(clip.topics.values_list("slug", flat=True)),
                "cues": [
                    [
                        cue.label,
                        cue.text,
                        cue.language,
                        cue.in_ms,
                        cue.out_ms,
                        cue.speaker_shown,
                        cue.role,
                        cue.kind,
                        cue.evidence,
                        cue.certainty,
                        cue.voice,
                        cue.relay_of,
                    ]
                    for cue in cues_of(clip)
                ],
                "translations": [
                    [track.language, [_rendering(cue) for cue in track.cues.all()]]
                    for track in translations_of(clip)
                ],
            }
        )
    )


def _rendering(cue: TranslatedCue) -> Json:
    alternates = [[one["text"], one.get("note", "")] for one in cue.alternates]
    return [cue.label, sorted(one.label for one in cue.of.all()), cue.text, cue.note, alternates]
