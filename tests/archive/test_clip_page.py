from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from dragoman.archive.clip_page import Asked, render_clip
from dragoman.archive.taking.forms import DATA, DOCUMENTS
from dragoman.publications.content import TranslationTrack
from dragoman.publications.page import File
from tests.archive.builders import a_clip, a_content, a_line, a_rendering, by_machine

HOSTILE = '</title><script>alert(1)</script>"onload="x\u202e txet ' + "W" * 150

SHARED = [
    "By e-mail",
    "Networks, code to scan, a moment",
]
CITED = ("APA, Chicago, MLA, Harvard, BibTeX, RIS, CSL", "Tell the desk where you cited it")


def page(clip, language="en", **asked):
    with override(language):
        return BeautifulSoup(render_clip(clip, Asked(language, **asked)), "lxml")


def text(found):
    return " ".join(found.get_text().split())


def test_head_of_the_page_says_number_day_source_and_length():
    soup = page(a_clip())
    assert text(soup.select_one(".clip-head .slate")) == (
        "No. 110459 April 2024Meridian TV (Norland)Morning Line2:01"
    )
    day = soup.select_one(".slate time")
    assert (day["datetime"], day["title"]) == (
        "2024-04-09T10:30+08:00",
        "9 April 2024, 10:30 (UTC+8) · 9 April 2024, 02:30 UTC",
    )
    assert soup.h1.get_text() == a_content().title
    original = soup.select_one(".headline-orig")
    assert (original["lang"], original["dir"], original.get_text()) == (
        "zh",
        "ltr",
        a_content().title_original,
    )


def test_every_sentence_has_its_place_time_and_both_languages():
    cue = page(a_clip()).select_one("#s5")
    first, beside = cue.select(".speech")
    assert (cue.select_one(".time")["href"], cue.select_one(".time").get_text()) == ("#t=35,42", "0:35")
    assert (text(first), first.has_attr("lang")) == (
        "Thank you. We have replaced twelve supporting beams and tested every weld.",
        False,
    )
    assert (beside["lang"], beside["dir"], text(beside)[:8]) == ("ru", "ltr", "Спасибо.")


def test_video_has_captions_in_each_language_and_the_readers_on():
    soup = page(a_clip())
    assert soup.video["poster"] == "/clips/11045/pictures/poster-960"
    assert not soup.video.has_attr("autoplay")
    tracks = [
        (t["kind"], t["srclang"], t["label"], t["src"], t.has_attr("default")) for t in soup.select("track")
    ]
    assert tracks == [
        ("subtitles", "en", "English", "/clips/11045/captions/en.vtt", True),
        ("captions", "zh", "中文", "/clips/11045/captions/zh.vtt", False),
        ("captions", "ru", "Русский", "/clips/11045/captions/ru.vtt", False),
    ]


def test_sound_alone_plays_in_an_audio_element():
    soup = page(a_clip(files={"clip.m4a": File("clip.m4a", "a" * 64, 9, "audio/mp4")}))
    assert soup.video is None
    assert soup.audio.source["src"] == "/clips/11045/files/clip.m4a"


def test_without_media_nothing_is_offered_that_needs_it():
    lines = tuple(replace(line, text="", in_ms=None, out_ms=None) for line in a_content().lines)
    soup = page(a_clip(a_content(lines=lines, cut=None, recording_sha256=""), files={}))
    assert soup.select("video, audio, track, .score, .transport, .cue > .time") == []
    assert [text(link) for link in soup.select(".take-panel a")] == [
        *SHARED,
        *CITED,
        *[form.name for form in (*DOCUMENTS, DATA[0])],
        "Every file, language and edition",
    ]
    assert len(soup.select(".cue .speech")) == 13


def test_without_words_the_page_says_so():
    soup = page(a_clip(a_content(lines=(), translations=(), reviewers=())))
    assert text(soup.select_one(".trust")).startswith("No transcript yet: a person still has to write it.")
    assert text(soup.select_one(".empty")).startswith("No words have been set down yet.")
    assert [text(link) for link in soup.select(".take-panel a")] == [
        *SHARED,
        *CITED,
        "Video",
        "Every file, language and edition",
    ]


def test_nothing_foreign_becomes_markup():
    content = a_content()
    hostile = replace(
        content,
        **dict.fromkeys(
            ("title", "title_original", "intro", "programme", "place", "advisory", "rights"), HOSTILE
        ),
        summary=(HOSTILE,),
        topics=((HOSTILE[:9], HOSTILE),),
        warnings=(HOSTILE,),
        sources=(replace(content.sources[0], name=HOSTILE, place_name=HOSTILE, slug=HOSTILE[:20]),),
        voices=tuple(
            replace(voice, name=HOSTILE, name_original=HOSTILE, role=HOSTILE) for voice in content.voices
        ),
        lines=tuple(replace(line, text=HOSTILE) for line in content.lines),
        translations=(
            TranslationTrack(
                "en", tuple(a_rendering(str(n), HOSTILE, note=HOSTILE) for n in range(1, 14)), ""
            ),
        ),
        public_note=HOSTILE,
    )
    clip = a_clip(hostile, names=dict.fromkeys(("p-transcriber1", "p-translator1", "p-reviewer01"), HOSTILE))
    clip = replace(clip, editions=tuple(replace(note, public_note=HOSTILE) for note in clip.editions))
    soup = page(clip)
    scripts = soup.select("script")
    assert [script.get("src", script.get("type")) for script in scripts] == [
        "/static/ui/masthead.js",
        "application/ld+json",
        "/static/archive/played_clip.js",
        "/static/archive/advised.js",
    ]
    assert not [tag.name for tag in soup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    assert not [tag.name for tag in soup.find_all(True) if tag.has_attr("style")]
    assert "\u202e" not in soup.title.get_text()
    assert soup.h1.get_text() == HOSTILE


def test_page_in_arabic_runs_from_right_to_left_and_marks_what_does_not():
    soup = page(a_clip(), "ar")
    assert (soup.html["lang"], soup.html["dir"]) == ("ar", "rtl")
    assert (soup.h1["lang"], soup.h1["dir"]) == ("en", "ltr")
    assert {(cell["lang"], cell["dir"]) for cell in soup.select(".cue .speech")} == {
        ("en", "ltr"),
        ("zh", "ltr"),
        ("ru", "ltr"),
    }


def test_right_to_left_words_on_an_english_page():
    lines = (a_line("1", language="fa", text="امسال باران به‌موقع آمد."),)
    soup = page(a_clip(a_content(lines=lines, translations=(), spoken=("fa",))))
    speech = soup.select_one("#s1 .speech")
    assert (speech["lang"], speech["dir"]) == ("fa", "rtl")


def test_moment_asked_for_is_marked():
    soup = page(a_clip(), at_ms=61_000)
    marked = soup.select_one(".cue.is-playing")
    assert (marked["id"], marked["aria-current"]) == ("s7", "true")
    link = soup.select_one(".landing a")
    assert (link["href"], text(link)) == ("#s7", "Go to 1:01")


def test_old_edition_says_so_and_stays_out_of_search_engines():
    clip = a_clip(a_content(edition=2))
    old = replace(clip, content=replace(clip.content, edition=1))
    soup = page(old, is_old_edition=True)
    assert text(soup.select_one(".clip-head .note")) == (
        "You are reading edition 1, as it was published on 9 April 2024. Read the current edition"
    )
    assert soup.select_one("meta[name=robots]")["content"] == "noindex"
    assert [link["href"] for link in soup.select(".editions a")] == [
        "/clips/11045/editions/2",
        "/clips/11045/editions/2/changes",
    ]


def test_machine_work_is_said_on_top_and_not_on_every_sentence():
    soup = page(a_clip(by_machine(a_content())))
    assert text(soup.select_one(".trust .caution")) == "Not yet reviewed by a person."
    assert soup.select(".cue .badge") == []


def test_pages_in_other_languages_are_named_where_the_words_exist():
    portuguese = TranslationTrack("pt-BR", (a_rendering("1", "Bom dia."),), "")
    soup = page(a_clip(a_content(translations=(*a_content().translations, portuguese))))
    links = {link["hreflang"]: link["href"] for link in soup.select("link[rel=alternate][hreflang]")}
    assert links == {
        "en": "http://localhost:8000/clips/11045/night-trains-selva-bridge",
        "pt": "http://localhost:8000/pt/clips/11045/night-trains-selva-bridge",
        "ru": "http://localhost:8000/ru/clips/11045/night-trains-selva-bridge",
        "zh-hans": "http://localhost:8000/zh-hans/clips/11045/night-trains-selva-bridge",
        "x-default": "http://localhost:8000/clips/11045/night-trains-selva-bridge",
    }
    assert [text(link) for link in soup.select(".other-translations a")] == ["Português (Brasil)"]


def test_every_label_is_an_anchor_even_where_sentences_share_a_row():
    lines = (a_line("1"), a_line("2"), a_line("3"))
    track = TranslationTrack("en", (a_rendering("1", of=("1", "2", "3")),), "")
    soup = page(a_clip(a_content(lines=lines, translations=(track,))))
    assert [soup.find(id=f"s{label}") is not None for label in ("1", "2", "3")] == [True, True, True]


@pytest.mark.parametrize("language", ["en", "ar", "pt"])
def test_ids_are_unique_and_fragments_lead_somewhere(language):
    soup = page(a_clip(a_content(edition=2)), language)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    fragments = {
        link["href"][1:] for link in soup.select('a[href^="#"]') if not link["href"].startswith("#t=")
    }
    assert fragments - set(ids) == set()


def test_demonstration_is_said_on_the_page(settings):
    assert page(a_clip()).select(".demonstration") == []
    settings.DEMONSTRATION = True
    assert text(page(a_clip()).select_one(".demonstration")).startswith("This is a demonstration.")


SOUND = File("sound.m4a", "b" * 64, 1_900_000, "audio/mp4")


def test_sound_alone_loads_no_picture_and_needs_no_script():
    clip = a_clip(files=a_clip().files | {"sound.m4a": SOUND})
    film = page(clip)
    switch = film.select_one("[data-switch]")
    assert (film.video["poster"], switch["href"].partition("?")[2]) == (
        "/clips/11045/pictures/poster-960",
        "sound=alone",
    )
    heard = page(clip, is_sound=True)
    assert (heard.video, heard.audio.source["src"]) == (None, "/clips/11045/files/sound.m4a")
    assert heard.select_one("[data-switch]")["href"] == switch["href"].partition("?")[0]
    assert not heard.select_one(".proof img")


def test_player_offers_no_sound_alone_that_is_not_there():
    assert page(a_clip()).select_one("[data-switch]") is None
