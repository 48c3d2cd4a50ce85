"""Read the manifest of a file that may come from anyone: in a child with limits and without a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dragoman.lib.record.manifests.state import MediaState, State, interpret
from dragoman.lib.sandbox import CallFailed, Limits, SandboxError, SandboxUnavailable, call

LARGEST_FILE = 64 * 2**30
_GIB = 2**30
_SECONDS, _SECONDS_PER_GIB = 20, 30


def read_manifest(path: Path, anchors: str = "") -> MediaState:
    """What the file's manifest says and is worth. ``anchors``: the certificates we trust, in PEM form.

    A hostile file costs a bounded time and ends as ``unreadable``. Raises ``OSError`` when it isn't there, and
    ``SandboxUnavailable`` when the machine can't read any.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        return MediaState(State.UNREADABLE, "too large")
    seconds = _SECONDS + _SECONDS_PER_GIB * (size // _GIB)
    limits = Limits(
        wall_seconds=2 * seconds,
        cpu_seconds=seconds,
        memory_bytes=_GIB,
        file_bytes=2**20,
        output_bytes=16 * 2**20,
        reads=(path,),
    )
    arguments = {"path": str(path.resolve()), "anchors": anchors}
    try:
        answer = call("dragoman.lib.record.manifests.inside:report", arguments, limits=limits)
    except SandboxUnavailable:
        raise
    except CallFailed as failure:
        return MediaState(State.UNREADABLE, failure.message[:200])
    except SandboxError as failure:
        return MediaState(State.UNREADABLE, str(failure)[:200])
    return _state(answer)


def _state(answer: dict[str, Any]) -> MediaState:
    kind, manifest = str(answer["kind"]), str(answer["manifest"])
    if "told" in answer:
        return interpret(answer["told"], kind, manifest)
    problem = str(answer["problem"])
    if problem == "none":
        return MediaState(State.NONE, kind=kind)
    state = State.BROKEN if problem == "manifest" else State.UNREADABLE
    return MediaState(state, problem, kind, manifest=manifest)
