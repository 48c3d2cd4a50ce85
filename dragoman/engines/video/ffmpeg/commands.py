"""The command lines of ffmpeg, built as lists: no shell, no text of anyone's in a filter."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from dragoman.engines.video.ffmpeg.formats import DEMUXERS, MAX_PIXELS, SAMPLE_RATE, SOUND_GAP
from dragoman.engines.video.port import MediaFacts, PictureFacts, SoundFacts

PRESET, CRF = "veryfast", "21"
SPEECH_RATE = 16_000
_BOX = (1280, 720)
_KEYFRAME_SECONDS = 2
SOUND_CODEC = ["-c:a", "aac", "-b:a", "160k"]


@dataclass(frozen=True, slots=True)
class Window:
    """The part of a source to encode, in seconds of its own clock: ``[start, stop)``.

    ``stop=None`` is the end. ``seek`` is a safe place to start decoding; without one, decoding starts at the
    beginning and what comes before ``start`` is thrown away.
    """

    start: Fraction
    stop: Fraction | None = None
    seek: Fraction | None = None


def preamble(program: str) -> list[str]:
    return [
        *(program, "-hide_banner", "-nostdin", "-nostats", "-y", "-loglevel", "warning"),
        *("-progress", "pipe:1", "-stats_period", "0.5"),
    ]


def encode(facts: MediaFacts, source: Path, window: Window, out: Path) -> list[str]:
    """Encode the window anew; times in the result count from ``window.start``."""
    graphs, tracks = [], []
    if facts.picture is not None:
        graphs.append(_picture_graph(facts.picture, window))
        tracks += ["-map", "[v]", *picture_codec(facts.picture.time_base)]
    if facts.sound is not None:
        graphs.append(f"{_sound_graph(facts.sound, window)},asetpts=PTS-({samples(window.start)})[a]")
        tracks += ["-map", "[a]", *SOUND_CODEC]
    opened = [*reading(source, *_seeking(window)), "-filter_complex", ";".join(graphs)]
    return [*opened, *tracks, *writing("mp4", out)]


def copy(facts: MediaFacts, source: Path, out: Path, keep_sound: bool) -> list[str]:
    """Copy the picture as it is, and the sound too or encode it; position 0 becomes time 0."""
    arguments = reading(source, "-copyts")
    if facts.picture is not None:
        arguments += ["-map", f"0:{facts.picture.stream}", "-c:v", "copy"]
    if facts.sound is not None and keep_sound:
        arguments += ["-map", f"0:{facts.sound.stream}", "-c:a", "copy"]
    elif facts.sound is not None:
        graph = f"{_sound_graph(facts.sound, Window(facts.origin))}[a]"
        arguments += ["-filter_complex", graph, "-map", "[a]", *SOUND_CODEC]
    shift = ["-output_ts_offset", seconds(-facts.origin), "-avoid_negative_ts", "disabled"]
    return [*arguments, *shift, *writing("mp4", out)]


def speech(facts: SoundFacts, source: Path, window: Window, out: Path) -> list[str]:
    """The sound of the window as speech engines want it; silence where there is none."""
    graph = f"{_sound_graph(facts, window)},asetpts=PTS-({samples(window.start)}),aresample={SPEECH_RATE}"
    graph += ",aformat=sample_fmts=s16:channel_layouts=mono"
    if window.stop is not None:
        whole = math.ceil((window.stop - window.start) * SPEECH_RATE)
        graph += f",apad=whole_len={whole},atrim=end_sample={whole}"
    opened = [*reading(source, *_seeking(window)), "-filter_complex", f"{graph}[a]", "-map", "[a]"]
    return [*opened, "-c:a", "pcm_s16le", *writing("wav", out)]


def caption(source: Path, captions: Path, names: Sequence[tuple[str, str]], out: Path) -> list[str]:
    """Copy a picture and its sound beside ready-made caption tracks, the first of them on.

    ``names`` are the language and the title of each.
    """
    wanted = ["-map", "0:v:0?", "-map", "0:a:0?", "-map", "1:s", "-c", "copy"]
    shown = ["-disposition:s", "0", "-disposition:s:0", "default"]
    for place, (language, title) in enumerate(names):
        about = f"-metadata:s:s:{place}"
        shown += [about, f"language={language}", about, f"handler_name={title}", about, f"title={title}"]
    return [*reading(source), *reading(captions), *wanted, *shown, *writing("mp4", out)]


def fitted(picture: PictureFacts) -> tuple[int, int]:
    """The size in a 720-line picture of square pixels: even, never enlarged."""
    width, height = picture.shown_size
    box = _BOX if width >= height else (_BOX[1], _BOX[0])
    scale = min(Fraction(1), Fraction(box[0], width), Fraction(box[1], height))
    return max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2)


def seconds(value: Fraction) -> str:
    """Decimal text, to the microsecond ffmpeg counts in; exact arithmetic up to there."""
    micros = round(value * 1_000_000)
    sign = "-" if micros < 0 else ""
    return f"{sign}{abs(micros) // 1_000_000}.{abs(micros) % 1_000_000:06}"


def samples(at: Fraction) -> int:
    return round(at * SAMPLE_RATE)


def reading(source: Path, *before: str) -> list[str]:
    """Open one input and nothing it may refer to."""
    guards = ["-protocol_whitelist", "file", "-format_whitelist", DEMUXERS, "-max_pixels", str(MAX_PIXELS)]
    return [*guards, *before, "-i", f"file:{source}"]


def _seeking(window: Window) -> list[str]:
    """Keep the source's own clock, and start decoding at the safe place."""
    if window.seek is None:
        return ["-copyts"]
    return ["-copyts", "-noaccurate_seek", "-seek_timestamp", "1", "-ss", seconds(window.seek)]


def writing(kind: str, out: Path) -> list[str]:
    """Nothing of the source goes along but what is mapped: no tags, no chapters, no data."""
    plain = ["-map_metadata", "-1", "-map_chapters", "-1", "-dn", "-fflags", "+bitexact"]
    plain += ["-flags:v", "+bitexact", "-flags:a", "+bitexact"]
    early = ["-movflags", "+faststart"] if kind == "mp4" else []
    return [*plain, *early, "-f", kind, f"file:{out}"]


def _picture_graph(picture: PictureFacts, window: Window) -> str:
    base = f"settb={picture.time_base.numerator}/{picture.time_base.denominator}"
    first = math.ceil(window.start / picture.time_base)
    last = "" if window.stop is None else f":end_pts={math.ceil(window.stop / picture.time_base)}"
    width, height = fitted(picture)
    steps = [base, f"trim=start_pts={first}{last}", f"setpts=PTS-({first})"]
    if picture.interlaced:
        steps += ["bwdif=mode=send_frame:deint=interlaced", base]
    steps += [f"scale={width}:{height}:flags=bicubic:out_range=tv", "setsar=1", "format=yuv420p"]
    return f"[0:{picture.stream}]{','.join(steps)}[v]"


def _sound_graph(sound: SoundFacts, window: Window) -> str:
    """One contiguous run from ``window.start``: gaps inside and a late start become silence."""
    first = samples(window.start)
    last = "" if window.stop is None else f":end_pts={samples(window.stop)}"
    layout = "mono" if sound.channels == 1 else "stereo"
    even = f"async=1:min_hard_comp={SOUND_GAP}"
    return (
        f"[0:{sound.stream}]aresample={SAMPLE_RATE}:{even},aformat=channel_layouts={layout},"
        f"atrim=start_pts={first}{last},aresample=async=1:first_pts={first}"
    )


def picture_codec(time_base: Fraction) -> list[str]:
    base = f"{time_base.numerator}/{time_base.denominator}"
    return [
        *("-c:v", "libx264", "-preset", PRESET, "-crf", CRF, "-profile:v", "high"),
        *("-fps_mode", "passthrough", "-enc_time_base:v", base),
        *("-video_track_timescale", str(time_base.denominator)),
        *("-force_key_frames", f"expr:gte(t,n_forced*{_KEYFRAME_SECONDS})"),
    ]
