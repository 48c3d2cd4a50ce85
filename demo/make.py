"""Remake the demonstration: ``python demo/make.py [NAME …]`` (needs espeak-ng and fonts-noto-cjk)."""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import imageio_ffmpeg

from demo.canvas import HEIGHT, WIDTH
from demo.frames import Camera
from demo.script import FOLDER, Broadcast, load_all
from demo.sound import save
from demo.timeline import FRAMES_A_SECOND, Timeline, describe, describe_clip, lay_out

MEDIA = FOLDER / "media"
CATALOGUE = FOLDER / "clips.json"
NOTICE = "Everything here is invented for a demonstration. Written by demo/make.py from demo/broadcasts/."
_PICTURE = """
    -map 1:v -map 0:a -c:v libx264 -preset veryslow -tune animation -crf 27 -g 250 -threads 1 -pix_fmt yuv420p
    -vf scale=out_color_matrix=bt709:out_range=tv
    -colorspace bt709 -color_primaries bt709 -color_trc bt709 -flags:v +bitexact
"""
_SOUND = "-c:a aac -b:a 48k -ac 1 -ar 24000 -flags:a +bitexact"
_FILE = (
    "-map_metadata -1 -metadata comment=Invented-for-a-demonstration -fflags +bitexact -movflags +faststart"
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="the broadcasts to encode; all when none is named")
    parser.add_argument("--catalogue-only", action="store_true", help="write clips.json and encode nothing")
    asked = parser.parse_args()
    broadcasts = load_all()
    unknown = set(asked.names) - {broadcast.slug for broadcast in broadcasts}
    if unknown:
        parser.error(f"No such broadcast: {', '.join(sorted(unknown))}.")
    MEDIA.mkdir(exist_ok=True)
    recordings, clips = {}, []
    for broadcast in broadcasts:
        timeline = lay_out(broadcast)
        target = MEDIA / f"{broadcast.slug}{'.mp4' if broadcast.kind == 'television' else '.m4a'}"
        if not asked.catalogue_only and (not asked.names or broadcast.slug in asked.names):
            encode(broadcast, timeline, target)
            print(
                f"{target.name}: {timeline.duration_ms / 1000:.1f} s, {target.stat().st_size / 1024:.0f} KiB"
            )
        told = describe(broadcast, timeline, f"media/{target.name}")
        told["sha256"] = hashlib.sha256(target.read_bytes()).hexdigest()
        recordings[broadcast.slug] = told
        clips += [describe_clip(broadcast, timeline, plan) for plan in broadcast.clips]
    content = {"notice": NOTICE, "recordings": recordings, "clips": clips}
    CATALOGUE.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


def encode(broadcast: Broadcast, timeline: Timeline, target: Path) -> None:
    """Encode sound, and pictures where there are any, into the target."""
    with tempfile.TemporaryDirectory() as scratch:
        sound = Path(scratch) / "sound.wav"
        save(timeline.samples, sound)
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-v", "error", "-i", str(sound)]
        if broadcast.kind == "television":
            size = f"{WIDTH}x{HEIGHT}"
            command += [
                "-f",
                "rawvideo",
                "-pix_fmt",
                "rgb24",
                "-s",
                size,
                "-r",
                str(FRAMES_A_SECOND),
                "-i",
                "pipe:",
            ]
            command += _PICTURE.split()
        process = subprocess.Popen(
            [*command, *_SOUND.split(), *_FILE.split(), str(target)], stdin=subprocess.PIPE
        )
        pipe = process.stdin
        if pipe is None:
            raise RuntimeError("ffmpeg was started without a pipe.")
        if broadcast.kind == "television":
            for frame in Camera(broadcast, timeline).frames():
                pipe.write(frame)
        pipe.close()
        if process.wait():
            raise RuntimeError(f"ffmpeg could not encode {target.name}.")


if __name__ == "__main__":
    sys.exit(main())
