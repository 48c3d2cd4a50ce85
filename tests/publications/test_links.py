from __future__ import annotations

from dragoman.publications.links import captions_path, clip_path, clip_url, file_path, moment_fragment


def test_addresses():
    assert clip_path(7) == "/clips/7"
    assert clip_path(7, "night-trains") == "/clips/7/night-trains"
    assert clip_path(7, "night-trains", "en") == "/clips/7/night-trains"
    assert clip_path(7, "night-trains", "ar") == "/ar/clips/7/night-trains"
    assert clip_url(7, "night-trains") == "http://localhost:8000/clips/7/night-trains"
    assert file_path(7, "clip.mp4") == "/clips/7/files/clip.mp4"
    assert captions_path(7, "pt-BR") == "/clips/7/captions/pt-BR.vtt"


def test_moments_are_media_fragments():
    assert (moment_fragment(12_300, 18_900), moment_fragment(61_000)) == ("#t=12.3,18.9", "#t=61")
