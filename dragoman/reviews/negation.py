"""Does a sentence say no? By lists of words per language: enough to ask a person to look, never to decide."""

from __future__ import annotations

from functools import cache

import regex

from dragoman.lib.languages import UnknownLanguage, canonical

# Whole words for scripts with spaces; pieces of text for those without, and for what is written onto the verb.
_WORDS: dict[str, str] = {
    "en": r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|cannot|without)\b|n[’']t\b",
    "fr": r"\b(?:ne|n[’']|pas|jamais|aucune?|rien|personne|sans|ni)\b|\bn[’']",
    "es": r"\b(?:no|nunca|jamás|nada|nadie|ning[uú]na?s?|ningún|ni|sin|tampoco)\b",
    "pt": r"\b(?:não|nunca|jamais|nada|ninguém|nenhuma?|nem|sem|tampouco)\b",
    "de": r"\b(?:nicht|kein\w*|nie|niemals|nichts|niemand\w*|ohne|weder|noch nie)\b",
    "ru": r"\b(?:не|ни|нет|никогда|никто|никого|ничего|ничто|нигде|никак\w*|ни один|ни одна|нельзя|без|бы не)\b",
    "uk": r"\b(?:не|ні|немає|ніколи|ніхто|нічого|ніде|жодн\w*|без)\b",
    "ar": r"(?<!\p{L})(?:[وف]?)(?:لا|لم|لن|ليس\p{L}*|لست|لسنا|بدون|دون|بلا)(?!\p{L})",
    "fa": r"(?<!\p{L})ن(?:می|مي)[\u200c ]?\p{L}"
    r"|(?<!\p{L})(?:نه|نیست|نیستم|نبود|نشد|نکن|نکرد|نخواه|ندار|نداشت|نگو|نرفت|ندید|نداد|نباید)\p{L}*"
    r"|(?<!\p{L})(?:هیچ\p{L}*|هرگز|بدون|بی)(?!\p{L})",
    "he": r"(?<!\p{L})(?:[ושהכ]{0,2})(?:לא|אין|אינו|אינה|אינם|אינן|אל|בלי|ללא|אף|מעולם|לעולם לא|שום)(?!\p{L})",
    "ur": r"(?<!\p{L})(?:نہیں|نہ|مت|بغیر|کبھی نہیں|کوئی نہیں)(?!\p{L})",
    "zh": r"不(?!过|但|仅|同|断|久|管|论)|没|沒|无(?!论)|無(?!論)|未|别(?!的|人)|從未|从未|莫",
    "ja": r"ない|ません|なかった|ず(?:に|、|。)|ぬ(?:。|、)|無",
    "ko": r"(?<!\p{L})(?:안|못)(?!\p{L})|않|없|아니|말(?:라|고|아)|못하|못했|모르",
}


def says_no(text: str, language: str) -> bool | None:
    """Whether a word of denial stands in the text; None for a language there is no list for."""
    pattern = _pattern(language)
    return None if pattern is None else pattern.search(text) is not None


def negation_differs(original: str, language: str, rendering: str, into: str) -> bool:
    """Whether one text denies and the other does not. Silent where either language is not known."""
    said, rendered = says_no(original, language), says_no(rendering, into)
    return said is not None and rendered is not None and said != rendered


@cache
def _pattern(language: str) -> regex.Pattern[str] | None:
    try:
        tag = canonical(language).split("-")[0] if language else ""
    except UnknownLanguage:
        return None
    words = _WORDS.get(tag)
    return regex.compile(words, regex.IGNORECASE) if words else None
