"""The video engine this installation uses."""

from __future__ import annotations

from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string

from dragoman.engines.video.port import VideoEngine


def video_engine() -> VideoEngine:
    return _engine(settings.VIDEO_ENGINE)


@cache
def _engine(path: str) -> VideoEngine:
    return cast(VideoEngine, import_string(path)())
