from __future__ import annotations

from dragoman.lib.typesetting.faces import SANS, SERIF, packaged_faces, unset_letters, with_signs_named


def test_families_that_pages_name_are_installed():
    assert {*SERIF, *SANS, "JetBrains Mono"} <= set(packaged_faces().families())


def test_letters_without_a_face_are_told_and_unseen_marks_are_none():
    assert unset_letters("Łódź дождь 你好 안녕 שלום می‌خواهم \u202b\u2066\u200d\ufeff\n") == ""
    assert unset_letters("aสสวa") == "สว"


def test_signs_without_a_face_are_named():
    assert with_signs_named("Yes 🚂 © ส") == "Yes [U+1F682] © ส"
