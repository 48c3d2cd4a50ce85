"""Everything the engine does but cutting, on real and on made recordings."""

from __future__ import annotations

import io
import math
import os
import socket
import subprocess
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from dragoman.engines.video import port
from dragoman.engines.video.ffmpeg import FfmpegEngine, commands
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.lib.timecode import Span
from tests.engines.video.conftest import Made, ffmpeg, record, see

REAL = {  # name: picture, sound, frames, milliseconds
    "c2pa_recorded.mov": ("h264", None, 310, 5217),
    "c2pa_sample1.mp3": (None, "mp3float", 0, 122_097),
    "shaka_144p_h264.mp4": ("h264", None, 1500, 60_000),
    "shaka_aac_h264_0.ts": ("h264", "aac", 144, 6000),
    "shaka_aac_h264_1.ts": ("h264", "aac", 144, 6000),
    "shaka_aac_h264_2.ts": ("h264", "aac", 144, 6000),
    "shaka_aac_h265_0.ts": ("hevc", "aac", 150, 5000),
    "shaka_ac3_h264_0.ts": ("h264", "ac3", 52, 2080),
    "shaka_audio_en_aac.mp4": (None, "aac", 0, 60_021),
    "shaka_audio_es_opus.webm": (None, "opus", 0, 59_707),
    "shaka_bframes_1.ts": ("h264", None, 144, 5760),
    "shaka_ec3_720p25_0.ts": ("h264", "eac3", 150, 6016),
    "shaka_mp3_h264_2.ts": ("h264", "mp3float", 100, 3337),
    "shaka_muxed_0.ts": ("h264", "aac", 240, 8000),
    "shaka_opus_h264_1.ts": ("h264", "opus", 216, 9163),
    "shaka_overflow_nalus.ts": ("h264", "aac", 299, 9977),
}


class Watcher:
    def __init__(self, stop_at: int = 10_000) -> None:
        self.told: list[int] = []
        self.stop_at = stop_at

    def progress(self, permille: int) -> None:
        self.told.append(permille)

    def cancelled(self) -> bool:
        return bool(self.told) and self.told[-1] >= self.stop_at


@pytest.mark.shared
@pytest.mark.parametrize("name", REAL)
def test_probe_knows_a_real_recording(engine: FfmpegEngine, shared: Path, name: str) -> None:
    facts = engine.probe(shared / "data/video" / name)
    assert (
        facts.picture.codec if facts.picture else None,
        facts.sound.codec if facts.sound else None,
        facts.picture.frames if facts.picture else 0,
        facts.duration_ms,
    ) == REAL[name]
    assert facts.warnings == ()


def test_probe_tells_all_it_knows(engine: FfmpegEngine, made: Made) -> None:
    source = made("interlaced.ts")
    assert engine.probe(source) == port.MediaFacts(
        container="mpegts",
        duration_ms=12_000,
        origin=Fraction(36, 25),
        size_bytes=source.stat().st_size,
        picture=port.PictureFacts(
            stream=0,
            time_base=Fraction(1, 90_000),
            codec="mpeg2video",
            profile="Main",
            width=320,
            height=180,
            pixel_format="yuv420p",
            pixel_aspect=Fraction(1),
            rotation=0,
            frame_rate=Fraction(25),
            constant_rate=True,
            frames=300,
            interlaced=True,
        ),
        sound=port.SoundFacts(
            stream=1, codec="mp2", profile="", sample_rate=48_000, channels=1, start_ms=-10
        ),
    )


def test_probe_measures_the_rate(engine: FfmpegEngine, made: Made) -> None:
    rates = {
        name: engine.probe(made(name)).picture
        for name in ("ntsc.mkv", "vfr.mp4", "late_clock.ts", "turned.mov")
    }
    assert {name: (picture.frame_rate, picture.constant_rate) for name, picture in rates.items()} == {
        "ntsc.mkv": (Fraction(30000, 1001), True),
        "vfr.mp4": (rates["vfr.mp4"].frame_rate, False),
        "late_clock.ts": (Fraction(25), True),
        "turned.mov": (Fraction(25), True),
    }
    assert 18 < rates["vfr.mp4"].frame_rate < 19
    assert rates["turned.mov"].shown_size == (180, 320)


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\n{target}\n#EXT-X-ENDLIST\n"
DASH = '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>{target}</BaseURL></MPD>'


@pytest.mark.parametrize("suffix", ["mp4", "ts", "m3u8", "mkv", "mov", "mp3"])
@pytest.mark.parametrize("template", [PLAYLIST, "ffconcat version 1.0\nfile '{target}'\n", DASH])
def test_playlists_are_refused_and_never_followed(
    engine: FfmpegEngine, made: Made, tmp_path: Path, template: str, suffix: str
) -> None:
    evil = tmp_path / f"evil.{suffix}"
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.01)
        for target in (f"http://127.0.0.1:{server.getsockname()[1]}/x.ts", str(made("open_gop.ts"))):
            evil.write_text(template.format(target=target))
            with pytest.raises(port.NotMedia, match="playlist"):
                engine.probe(evil)
            evil.write_text("\n\n# a comment\n" + template.format(target=target))
            with pytest.raises(port.VideoError):
                engine.probe(evil)
        with pytest.raises(TimeoutError):
            server.accept()


def test_program_itself_refuses_playlists_and_addresses(
    made: Made, tmp_path: Path, engine: FfmpegEngine
) -> None:
    """The second guard, should the first be passed."""
    evil = tmp_path / "evil.m3u8"
    evil.write_text(PLAYLIST.format(target=made("open_gop.ts")))
    facts = engine.probe(made("open_gop.ts"))
    out = tmp_path / "out.mp4"
    line = commands.encode(facts, evil, commands.Window(facts.origin), out)
    done = subprocess.run([engine._program, "-y", *line], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "Format not on whitelist" in done.stderr
    assert not out.exists()


def text_file(path: Path, made: Made) -> None:
    path.write_text("Dear editor,\nthis is not a film.\n" * 200)


def empty_file(path: Path, made: Made) -> None:
    path.touch()


def noise(path: Path, made: Made) -> None:
    path.write_bytes(np.random.default_rng(1).bytes(300_000))


def zeros(path: Path, made: Made) -> None:
    path.write_bytes(bytes(300_000))


def image(path: Path, made: Made) -> None:
    Image.new("RGB", (64, 64), "red").save(path, "PNG")


def page(path: Path, made: Made) -> None:
    path.write_text("<!doctype html><title>Video</title>" + "<p>404</p>" * 1000)


def subtitles_only(path: Path, made: Made) -> None:
    srt = path.with_suffix(".srt")
    srt.write_text("1\n00:00:01,000 --> 00:00:02,000\nhello\n")
    ffmpeg("-i", srt, "-f", "matroska", path)
    srt.unlink()


def folder(path: Path, made: Made) -> None:
    path.mkdir()


def pipe(path: Path, made: Made) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    "write",
    [text_file, empty_file, noise, zeros, image, page, subtitles_only, folder, pipe],
    ids=lambda f: f.__name__,
)
@pytest.mark.parametrize("suffix", ["mp4", "ts", "mp3"])
def test_what_is_no_recording_is_refused(
    engine: FfmpegEngine, made: Made, tmp_path: Path, write, suffix: str
) -> None:
    path = tmp_path / f"upload.{suffix}"
    write(path, made)
    with pytest.raises((port.NotMedia, port.DamagedMedia)) as caught:
        engine.probe(path)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")


def test_a_missing_file_is_told(engine: FfmpegEngine, tmp_path: Path) -> None:
    with pytest.raises(port.NotMedia, match="No such file"):
        engine.probe(tmp_path / "nothing.mp4")


def test_a_file_cut_short_is_damaged(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    whole = made("h264.mp4").read_bytes()
    short = tmp_path / "short.mp4"
    short.write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(port.DamagedMedia, match=r"cut short|no index"):
        engine.probe(short)
    fast = tmp_path / "fast.mp4"
    ffmpeg("-i", made("h264.mp4"), "-c", "copy", "-movflags", "+faststart", fast)
    short.write_bytes(fast.read_bytes()[: len(whole) * 2 // 3])
    with pytest.raises(port.DamagedMedia, match=r"cut short: \d+ bytes"):
        engine.probe(short)
    mkv = made("ntsc.mkv").read_bytes()
    short.write_bytes(mkv[: len(mkv) // 2])
    with pytest.raises(port.DamagedMedia, match=r"announces 12\.\d seconds and holds"):
        engine.probe(short)


def test_a_transport_stream_cut_short_is_as_long_as_it_is(
    engine: FfmpegEngine, made: Made, tmp_path: Path
) -> None:
    whole = made("open_gop.ts").read_bytes()
    short = tmp_path / "short.ts"
    short.write_bytes(whole[: len(whole) // 2 + 77])
    assert 4_000 < engine.probe(short).duration_ms < 8_000


def test_a_huge_picture_is_refused(engine: FfmpegEngine, tmp_path: Path) -> None:
    huge = tmp_path / "huge.mkv"
    ffmpeg(
        *("-f", "lavfi", "-i", "color=size=12000x8000:rate=1:duration=1", "-c:v", "mjpeg", "-threads", "1"),
        *("-pix_fmt", "yuvj420p", huge),
    )
    with pytest.raises((port.UnsupportedMedia, port.DamagedMedia)):
        engine.probe(huge)


@pytest.mark.parametrize(
    ("name", "copied"),
    [
        ("h264.mp4", (True, True)),
        ("open_gop.ts", (True, True)),
        ("late_clock.ts", (True, False)),
        ("anamorphic.ts", (True, False)),
        ("interlaced.ts", (False, False)),
        ("hevc.mp4", (False, False)),
        ("ten_bit.mp4", (False, False)),
        ("vfr.mp4", (True, True)),
        ("mute.mp4", (True, True)),
        ("radio.mp3", (True, True)),
        ("radio.m4a", (True, True)),
    ],
)
def test_remux_keeps_the_time_line(
    engine: FfmpegEngine, made: Made, tmp_path: Path, name: str, copied: tuple[bool, bool]
) -> None:
    rendition = engine.remux(made(name), tmp_path / "out.mp4")
    assert (rendition.copied_picture, rendition.copied_sound) == copied
    facts = engine.probe(rendition.path)
    assert abs(facts.duration_ms - engine.probe(made(name)).duration_ms) < 50
    assert b"moov" in rendition.path.read_bytes()[:64]
    assert rendition.mime == ("audio/mp4" if name.startswith("radio") else "video/mp4")
    if not name.startswith("radio"):
        whole, out = see(made(name)), see(rendition.path)
        assert out.times[0] == 0
        assert [round((time - whole.times[0]) * 90_000) for time in whole.times] == [
            round(time * 90_000) for time in out.times
        ]
    if name not in ("mute.mp4", "radio.mp3"):
        assert abs(lag(made(name), rendition.path)) < 0.001


@pytest.mark.shared
@pytest.mark.parametrize("name", [name for name, facts in REAL.items() if facts[1]])
def test_remux_keeps_real_sound_in_step(
    engine: FfmpegEngine, shared: Path, tmp_path: Path, name: str
) -> None:
    source = shared / "data/video" / name
    rendition = engine.remux(source, tmp_path / "out.mp4")
    assert abs(lag(source, rendition.path)) < 0.001


def lag(one: Path, other: Path) -> float:
    """Seconds by which the sound of the other is late, each reckoned from its own first picture."""
    first, second = heard(one), heard(other)
    length = min(len(first), len(second), 48_000 * 5)
    first, second = first[4_800:length], second[4_800:length]
    size = 1 << (2 * length).bit_length()
    fit = np.fft.irfft(np.fft.rfft(second, size) * np.conj(np.fft.rfft(first, size)), size)
    place = int(np.argmax(fit))
    return (place - size if place > size // 2 else place) / 48_000


def heard(path: Path) -> np.ndarray:
    with av.open(str(path)) as container:
        origin = None
        if container.streams.video:
            origin = next(container.decode(video=0)).time
    ground = np.zeros(48_000 * 10, dtype=np.float32)
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("fltp", "mono", 48_000)
        place = None
        for frame in container.decode(audio=0):
            origin = frame.time if origin is None else origin
            place = round((frame.time - origin) * 48_000) if place is None else place
            for piece in resampler.resample(frame):
                samples = piece.to_ndarray().reshape(-1)
                low, high = max(0, place), min(len(ground), place + len(samples))
                if low < high:
                    ground[low:high] = samples[low - place : high - place]
                place += len(samples)
    return ground


def test_progress_is_told_and_rises(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    watcher = Watcher()
    engine.remux(made("hevc.mp4"), tmp_path / "out.mp4", watcher)
    assert watcher.told
    assert watcher.told == sorted(watcher.told)
    assert watcher.told[-1] <= 1000


def test_a_cancelled_work_leaves_nothing_behind(engine: FfmpegEngine, tmp_path: Path) -> None:
    long = record(tmp_path / "long.mkv", "-c:v mjpeg -c:a pcm_s16le", seconds=60, size="640x360")
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(port.WorkCancelled):
        engine.remux(long, out / "out.mp4", Watcher(stop_at=1))
    assert list(out.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    with pytest.raises(port.CannotWrite, match="No such file"):
        engine.remux(made("h264.mp4"), tmp_path / "missing" / "out.mp4")
    (tmp_path / "file").touch()
    with pytest.raises(port.CannotWrite):
        engine.remux(made("h264.mp4"), tmp_path / "file" / "out.mp4")


@pytest.fixture
def small_disk(tmp_path: Path):
    place = tmp_path / "disk"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("mounting a small disk needs more rights")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_is_told_and_nothing_left_behind(
    engine: FfmpegEngine, made: Made, small_disk: Path
) -> None:
    for work in (
        lambda out: engine.remux(made("h264.mp4"), out),
        lambda out: engine.cut(made("h264.mp4"), Span(0, 10_000), out),
        lambda out: engine.extract_speech(made("h264.mp4"), None, out.with_suffix(".wav")),
    ):
        with pytest.raises(port.DiskFull, match="disk is full"):
            work(small_disk / "out.mp4")
        assert list(small_disk.iterdir()) == []


def test_an_older_result_survives_a_failure(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    out = tmp_path / "out.mp4"
    out.write_bytes(b"older")
    with pytest.raises(port.BeyondTheEnd):
        engine.cut(made("h264.mp4"), Span(20_000, 21_000), out)
    assert out.read_bytes() == b"older"


def test_poster_shows_the_position(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    facts = engine.poster(made("turned.mov"), 5_000, tmp_path / "poster.jpg", max_width=90)
    with Image.open(facts.path) as still:
        assert (still.format, still.size) == ("JPEG", (90, 160))
        got = np.asarray(still.convert("L").resize((80, 45), Image.Resampling.BOX)).astype(int)
    assert (facts.at_ms, facts.width, facts.height) == (5_000, 90, 160)
    whole = see(made("turned.mov"))
    gaps = [np.abs(got - picture).mean() for picture in whole.pictures]
    assert int(np.argmin(gaps)) == 125


def test_poster_passes_over_black(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    source = tmp_path / "black.mp4"
    ffmpeg("-i", made("mute.mp4"), "-vf", "drawbox=t=fill:c=black:enable='between(t,2,5)'", source)
    assert engine.poster(source, 0, tmp_path / "a.jpg").at_ms == 0
    assert 5_000 <= engine.poster(source, 3_000, tmp_path / "b.jpg").at_ms <= 5_480
    assert engine.poster(source, 11_990, tmp_path / "c.jpg").at_ms == 11_960
    with pytest.raises(port.BeyondTheEnd):
        engine.poster(source, 20_000, tmp_path / "d.jpg")
    with pytest.raises(port.NoPicture):
        engine.poster(made("radio.mp3"), 0, tmp_path / "e.jpg")


def test_poster_of_an_all_black_recording_is_black(engine: FfmpegEngine, tmp_path: Path) -> None:
    source = tmp_path / "black.mp4"
    ffmpeg("-f", "lavfi", "-i", "color=black:size=160x90:duration=2", source)
    assert engine.poster(source, 1_000, tmp_path / "a.jpg").at_ms >= 1_000


def test_peaks_draw_the_sound(engine: FfmpegEngine, tmp_path: Path) -> None:
    source = tmp_path / "steps.wav"
    ffmpeg("-f", "lavfi", "-i", "aevalsrc='floor(t)/4*sin(2*PI*1000*t)':sample_rate=44100:duration=4", source)
    peaks = engine.peaks(source, per_second=10)
    assert peaks.per_second == 10
    assert len(peaks.values) == 40
    for second in range(4):
        middle = peaks.values[second * 10 + 2 : second * 10 + 8]
        assert all(abs(value - second * 255 / 4) <= 3 for value in middle)


def test_peaks_need_sound(engine: FfmpegEngine, made: Made) -> None:
    with pytest.raises(port.NoSound):
        engine.peaks(made("mute.mp4"))


def test_extract_speech_is_aligned_to_the_sample(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    for name in ("h264.mp4", "late_clock.ts", "radio.m4a"):
        out = engine.extract_speech(made(name), Span(3_100, 5_350), tmp_path / "speech.wav")
        with wave.open(str(out)) as sound:
            assert sound.getparams()[:4] == (1, 2, 16_000, 2_250 * 16)
            got = np.frombuffer(sound.readframes(10**6), dtype="<i2").astype(float) / 32768
        whole = heard(made(name))[int(3.1 * 48_000) : int(5.35 * 48_000) : 3]
        fit = np.correlate(got[1_600:17_600], whole[:19_200], "full")
        assert abs((len(whole[:19_200]) - 1 - int(np.argmax(fit))) - 1_600) <= 16


def test_extract_speech_is_as_long_as_its_span(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    for span, milliseconds in (
        (Span(11_000, 14_000), 3_000),
        (None, engine.probe(made("h264.mp4")).duration_ms),
    ):
        out = engine.extract_speech(made("h264.mp4"), span, tmp_path / "speech.wav")
        with wave.open(str(out)) as sound:
            assert sound.getnframes() == math.ceil(milliseconds * 16)
    with pytest.raises(port.NoSound):
        engine.extract_speech(made("mute.mp4"), None, tmp_path / "x.wav")
    with pytest.raises(port.BeyondTheEnd):
        engine.extract_speech(made("h264.mp4"), Span(13_000, 14_000), tmp_path / "x.wav")


def test_captions_travel_with_the_file(engine: FfmpegEngine, made: Made, tmp_path: Path) -> None:
    tricky = "{\\an8} <b>not bold</b> & \\N"
    tracks = [
        port.CaptionTrack(
            "en-GB",
            "English",
            (CaptionCue(Span(500, 1500), (tricky, "two"), "Ann"), CaptionCue(Span(1000, 2000), ("over",))),
        ),
        port.CaptionTrack("ar", "العربية", (CaptionCue(Span(4000, 5000), ("\u2067مرحبا\u2069",)),)),
    ]
    out = engine.with_captions(made("h264.mp4"), tracks, tmp_path / "out.mp4")
    assert (out.mime, out.width, out.height, out.duration_ms) == ("video/mp4", 320, 180, 12_000)
    found = []
    with av.open(str(out.path)) as container:
        for stream in container.streams.subtitles:
            texts = [
                (
                    packet.pts * packet.time_base,
                    packet.duration * packet.time_base,
                    bytes(packet)[2:].decode(),
                )
                for packet in container.demux(stream)
                if packet.size > 2
            ]
            container.seek(0)
            found.append((stream.language, bool(stream.disposition & av.stream.Disposition.default), texts))
    half = Fraction(1, 2)
    assert found == [
        (
            "eng",
            True,
            [
                (half, half, f"Ann: {tricky}\ntwo"),
                (1, half, f"Ann: {tricky}\ntwo\nover"),
                (3 * half, half, "over"),
            ],
        ),
        ("ara", False, [(4, 1, "\u2067مرحبا\u2069")]),
    ]
    assert see(out.path).times == see(made("h264.mp4")).times
    assert abs(lag(made("h264.mp4"), out.path)) < 0.001


def test_identity_names_the_program_and_its_settings(engine: FfmpegEngine) -> None:
    identity = engine.identity()
    assert (identity.name, identity.params) == ("ffmpeg", (("crf", "21"), ("preset", "veryfast")))
    assert identity.runtime.startswith("PyAV ")
    assert io.StringIO(identity.version).read()[0] in "n0123456789N"
