from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from dragoman.ui import faces


@pytest.fixture
def one_small_face(monkeypatch):
    face = next(face for face in faces.FACES if face.file == "mono")
    monkeypatch.setattr(faces, "FACES", (face,))
    return face


def test_faces_are_made_once(tmp_path, one_small_face):
    assert faces.build_faces(tmp_path / "faces") is True
    assert sorted(path.name for path in (tmp_path / "faces").iterdir()) == [
        "faces.css",
        "mono.woff2",
        "recipe",
    ]
    assert faces.build_faces(tmp_path / "faces") is False
    assert [path.name for path in tmp_path.iterdir()] == ["faces"]


def test_face_holds_what_its_range_says(tmp_path, one_small_face):
    faces.build_faces(tmp_path / "faces")
    with TTFont(tmp_path / "faces" / "mono.woff2") as font:
        held = set(font.getBestCmap())
    assert (
        set(faces.code_points("30-39 3A 41-5A 61-7A"))
        <= held
        <= set(faces.code_points(one_small_face.characters))
    )


def test_changed_recipe_makes_them_anew(tmp_path, one_small_face, monkeypatch):
    faces.build_faces(tmp_path / "faces")
    monkeypatch.setattr(faces, "STAND_INS", faces.STAND_INS[:1])
    assert faces.build_faces(tmp_path / "faces") is True
    assert "JetBrains Mono stand-in" not in (tmp_path / "faces" / "faces.css").read_text()


def test_every_face_is_swapped_and_ranged():
    rules = [rule for rule in faces._style_sheet().splitlines() if "woff2" in rule]
    assert len(rules) == len(faces.FACES)
    assert all("font-display: swap" in rule and "unicode-range: U+" in rule for rule in rules)


def test_faces_of_one_family_and_weight_share_no_character():
    seen: dict[tuple[str, int], set[int]] = {}
    for face in faces.FACES:
        held = seen.setdefault((face.package, face.pick), set())
        points = set(faces.code_points(face.characters))
        assert not held & points
        held |= points


def test_code_points_are_read():
    assert faces.code_points("20-22 A0") == [0x20, 0x21, 0x22, 0xA0]
