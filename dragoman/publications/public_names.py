"""Under which names a clip's files are published."""

from __future__ import annotations

from dragoman.clips.models import ClipFile

PUBLIC_NAMES: dict[str, str] = {
    ClipFile.Kind.PLAYABLE: "clip.mp4",
    ClipFile.Kind.POSTER: "poster.jpg",
    ClipFile.Kind.PEAKS: "peaks.json",
}
