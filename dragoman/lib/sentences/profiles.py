"""How much a reader can take in, by language: line lengths, reading speeds, and where a line may end."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dragoman.lib.languages import base, script


@dataclass(frozen=True, slots=True)
class Profile:
    """Limits of one language's subtitles.

    ``spaced`` is false where words are written together. ``leading`` are words a new line likes to begin
    with (conjunctions, prepositions); ``clinging`` are words no line should end with.
    """

    line_characters: int
    characters_per_second: int
    spaced: bool = True
    lines: int = 2
    shortest_ms: int = 833
    longest_ms: int = 7_000
    gap_ms: int = 80
    leading: frozenset[str] = frozenset()
    clinging: frozenset[str] = frozenset()


_LEADING = {
    "en": "and but or nor so because that which who when where while if although though than as after before "
    "until since with without from into for to of in on at by about against between through",
    "pt": "e mas ou nem porque que quando onde enquanto se embora como depois antes até desde com sem de do da "
    "dos das para por pelo pela em no na nos nas entre contra sobre",
    "es": "y e pero o u ni porque que cuando donde mientras si aunque como después antes hasta desde con sin de "
    "del para por en entre contra sobre a al",
    "fr": "et mais ou ni car parce que qui quand où pendant si comme après avant depuis avec sans de du des pour "
    "par en dans entre contre sur à au aux",
    "de": "und aber oder denn weil dass der die das wenn wo während ob obwohl als wie nach vor bis seit mit ohne "
    "von für durch in im auf an bei über gegen zwischen",
    "ru": "и но а или что который которая которые когда где если хотя чтобы потому как после до с без из от для "
    "по в во на о об про между против через под над",
    "uk": "і й та але а або що який яка які коли де якщо хоча щоб тому як після до з без із від для по в у на "
    "про між проти через під над",
    "ar": "و لكن أو أن إن الذي التي عندما حيث إذا بعد قبل حتى منذ مع بدون من في على إلى عن بين ضد",
    "fa": "و اما یا که وقتی جایی اگر چون بعد قبل تا با بدون از در بر به برای بین علیه",
    "he": "ו אבל או כי אשר כאשר איפה אם אחרי לפני עד מאז עם בלי מן על אל בין נגד",
    "tr": "ve ama veya çünkü ki eğer fakat ile için gibi sonra önce kadar",
}
_CLINGING = {
    "en": "the a an my your his her its our their this that these those no to of in on at by for with from mr mrs "
    "ms dr",
    "pt": "o a os as um uma uns umas meu minha seu sua este esta esse essa de do da dos das em no na nos nas com "
    "por para sr sra dr dra",
    "es": "el la los las un una unos unas mi tu su este esta ese esa de del en con por para al sr sra dr dra",
    "fr": "le la les un une des du de mon ma mes ton ta son sa ses ce cet cette ces au aux en dans par pour m mme",
    "de": "der die das den dem des ein eine einen einem einer mein meine sein seine ihr ihre dieser diese dieses "
    "in im am zum zur mit von für herr frau",
    "ru": "в во на с со из от для по к ко о об у не ни г",
    "uk": "в у на з із зі від для по до о об не ні",
}


@lru_cache(maxsize=256)
def profile(language: str) -> Profile:
    """The limits for a language; one that is not known by name follows its script."""
    code, written = base(language), script(language)
    leading = frozenset(_LEADING.get(code, "").split())
    clinging = frozenset(_CLINGING.get(code, "").split())
    if code in {"zh", "yue"} or written in {"Hans", "Hant", "Hani"}:
        return Profile(16, 9, spaced=False)
    if code == "ja" or written == "Jpan":
        return Profile(13, 7, spaced=False)
    if code == "ko" or written == "Kore":
        return Profile(16, 12)
    return Profile(42, 17, leading=leading, clinging=clinging)
