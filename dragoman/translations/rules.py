from __future__ import annotations

from dragoman.transcripts.terms import Origin, TrackState
from dragoman.translations.models import Translation


def rendered_state(translation: Translation) -> str:
    """How far a track is: a person's as soon as one sentence is."""
    written = translation.cues.exclude(text="")
    if not written.exists():
        return TrackState.EMPTY
    return TrackState.WRITTEN if written.exclude(origin=Origin.MACHINE).exists() else TrackState.DRAFTED
