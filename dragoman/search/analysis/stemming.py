"""Words brought back to their stems, language by language; at least three letters always stay."""

from __future__ import annotations

from threading import local

import regex
import Stemmer

_ALGORITHMS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sv": "swedish", "ta": "tamil",
    "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_MARKS = {language: chr(0xE000 + at) for at, language in enumerate(("ar", *sorted(_ALGORITHMS)))}
_FEWEST = 3
_POSSESSIVE = regex.compile(r"['’ʼ＇]s?$")
_ELISION = regex.compile(
    r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|dell|all|nell|sull|dall|coll|un|quest|quell|gl)['’ʼ＇](?=\p{L})",
    regex.IGNORECASE,
)
_ELIDING = frozenset({"fr", "it", "ca"})
_PREFIXES = ("وال", "بال", "كال", "فال", "ولل", "فلل", "لل", "ال", "و")
_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_of_thread = local()


def mark_of(language: str) -> str:
    """A sign for a language whose words are stemmed, so that no stem meets that of another language.

    Polish ``policy`` and English ``police`` both come down to ``polic``.
    """
    return _MARKS.get(language, "")


def is_stemmed(language: str) -> bool:
    return language in _MARKS


def clipped(word: str, language: str) -> str:
    """Without an article or pronoun drawn together with the word, and without an English possessive."""
    if language == "en":
        return _POSSESSIVE.sub("", word)
    return _ELISION.sub("", word) if language in _ELIDING else word


def stem(word: str, language: str) -> str:
    """A shaped word of a language with an algorithm; as it is where little would be left."""
    if len(word) <= _FEWEST or language not in _ALGORITHMS:
        return word
    found: str = _stemmer(_ALGORITHMS[language]).stemWord(word)
    return found if len(found) >= _FEWEST else word


def stripped(word: str) -> str:
    """A folded Arabic word without article, conjunctions and the lightest endings."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _FEWEST:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _FEWEST:
            word = word[: -len(suffix)]
    return word


def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    """One for each thread: it isn't safe to share. Its own cache is slower than none."""
    made: dict[str, Stemmer.Stemmer] = _of_thread.__dict__.setdefault("made", {})
    if algorithm not in made:
        made[algorithm] = Stemmer.Stemmer(algorithm)
        made[algorithm].maxCacheSize = 0
    return made[algorithm]
