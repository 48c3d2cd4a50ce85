"""Does a sentence say no? By lists of words per language: enough to ask a person to look, never to decide."""

from __future__ import annotations

from functools import cache

import regex

from dragoman.lib.languages import UnknownLanguage, canonical

# Whole words for scripts with spaces; pieces of text for those without, and for what is written onto the verb.
# What looks like a denial and is none ("not only", "sin embargo", "未来", "لا يزال") is passed over.
_WORDS: dict[str, str] = {
    "en": r"\bnot\b(?! (?:only|just|merely|least)\b)|\bno\b(?!\.? ?\d| (?:doubt|less|fewer)\b)"
    r"|\b(?:never|none|nobody|nothing|nowhere|neither|nor|cannot|without)\b|n[’']t\b",
    "fr": r"\bne\b|\bn[’'](?!importe)|(?<!\b(?:un|le|les|des|au|premier|chaque|grand|à) )\bpas\b(?! à pas)"
    r"|\b(?:jamais|aucune?|rien|ni)\b|\bsans\b(?! doute)",
    "es": r"\bno\b(?! (?:s[oó]lo|solamente|obstante|menos de)\b)|\bsin\b(?! (?:embargo|duda)\b)"
    r"|\b(?:nunca|jamás|nada|nadie|ning[uú]na?s?|ningún|ni|tampoco)\b",
    "pt": r"\bnão\b(?! (?:só|somente|apenas|menos de|obstante)\b)|\bsem\b(?! dúvida)"
    r"|\b(?:nunca|jamais|nada|ninguém|nenhuma?|nem|tampouco)\b",
    "de": r"\bnicht\b(?! (?:nur|zuletzt|weniger als)\b)"
    r"|\b(?:kein\w*|nie|niemals|nichts|niemand\w*|ohne|weder)\b",
    "ru": r"\bне\b(?! (?:только|менее|раз)\b)|\bбез\b(?! (?:сомнения|исключения)\b)"
    r"|\b(?:ни|нет|никогда|никто|никого|ничего|ничто|нигде|никак\w*|нельзя)\b",
    "uk": r"\bне\b(?! (?:тільки|лише|менше|раз)\b)"
    r"|\b(?:ні|немає|ніколи|ніхто|нічого|ніде|жодн\w*|без)\b",
    "ar": r"(?<!\p{L})[وف]?لا(?!\p{L})(?! (?:[يتن]زال\p{L}*|سيما|شك)(?!\p{L}))"
    r"|(?<!\p{L})[وف]?ليس\p{L}*(?! فقط)(?!\p{L})"
    r"|(?<!\p{L})[وف]?(?:لم|لن|لست|لسنا|بدون|دون|بلا)(?!\p{L})",
    "fa": r"(?<!\p{L})ن(?:می|مي)[\u200c ]?\p{L}"
    r"|(?<!\p{L})نه(?!\p{L})(?! (?:تنها|فقط))"
    r"|(?<!\p{L})(?:نیست|نبود|نشد|نکن|نکرد|نخواه|ندار|نداشت|نگو|نگفت|نرفت|نرسید|نیامد|ندید|نداد|نباید|نتوان)\p{L}*"
    r"|(?<!\p{L})(?:هیچ\p{L}*|هرگز|بدون|بی)(?!\p{L})",
    "he": r"(?<!\p{L})[ושהכ]{0,2}לא(?!\p{L})(?! רק(?!\p{L}))"
    r"|(?<!\p{L})[ושהכ]{0,2}(?:אין|אינו|אינה|אינם|אינן|בלי|ללא|מעולם|שום)(?!\p{L})"
    r"|(?<!\p{L})(?:אף (?:אחד|אחת|פעם)|אל ת(?!ל[ -]אביב)\p{L}+)",
    "ur": r"(?<!\p{L})(?:نہیں|مت|بغیر)(?!\p{L})|(?<!\p{L})نہ(?!\p{L})(?! صرف)",
    "zh": r"(?<![差对了])不(?!过|但|仅|僅|只|同|断|斷|久|管|论|論|少|错|錯|安|满|滿|足|幸|良|便|利|得不|低于|低於)"
    r"|(?<![淹沉埋出吞])[没沒](?!收)|(?<!南)无(?!论|线|人机|疑|数|锡)|無(?!論|線|人機|疑|數|錫)|未(?!来|來|必)"
    r"|(?<![特分区區级級性个個类類差识識辨鉴告离離派])[别別](?![的人墅名样處处])",
    "ja": r"(?<!少|危|切|かもしれ|ければなら|しか)(?<!じゃ|では(?=ないか))な(?:い|かった)"
    r"|(?<!かもしれ|ければなり|いけ)ません"
    r"|ず(?:に|、|。)|ぬ(?:。|、)|無[いく]",
    "ko": r"(?<!\p{L})(?:안|못)(?!\p{L})|않|없|아니|(?<=지 )말(?:라|고|아)|못하|못했",
}

# Words that may carry a denial without a word of the lists: where one stands, nothing is said.
_HALF_DENIALS: dict[str, str] = {
    "en": r"\b(?:unable|impossible|fail\w*|lack\w*|refus\w*|den(?:y|ied|ies)|hardly|barely|rarely|few|little|avoid\w*"
    r"|prevent\w*|unless|absen\w+|free of|stop\w*|un(?!der|ion|iver|it|til|ique|cle)\w{4,})\b",
    "fr": r"\b(?:impossible|refus\w*|manqu\w*|non|peu|échou\w*|in\w{5,})\b",
    "es": r"\b(?:imposible|niega\w*|negó|falta\w*|rechaz\w*|poc[oa]s?)\b",
    "pt": r"\b(?:impossível|nega\w*|negou|falta\w*|recus\w*|pouc[oa]s?)\b",
    "ru": r"\b(?:не\w{4,}|отказ\w*|отсутств\w*|мало)\b",
    "ar": r"(?<!\p{L})(?:ال)?(?:غير|عدم|رفض\p{L}*|نفى|ما)(?!\p{L})",
    "he": r"(?<!\p{L})(?:אי|בלתי|סירב\p{L}*|חוסר)(?!\p{L})",
}


def says_no(text: str, language: str) -> bool | None:
    """Whether a word of denial stands in the text; None for a language there is no list for."""
    pattern = _pattern(language)
    return None if pattern is None else pattern.search(text) is not None


def negation_differs(original: str, language: str, rendering: str, into: str) -> bool:
    """Whether one text denies and the other does not. Silent where either language is not known."""
    said, rendered = says_no(original, language), says_no(rendering, into)
    if said is None or rendered is None or said == rendered:
        return False
    silent, into_which = (rendering, into) if said else (original, language)
    half = _half_pattern(into_which)
    return half is None or half.search(silent) is None


@cache
def _pattern(language: str) -> regex.Pattern[str] | None:
    words = _WORDS.get(_tag(language))
    return regex.compile(words, regex.IGNORECASE) if words else None


@cache
def _half_pattern(language: str) -> regex.Pattern[str] | None:
    words = _HALF_DENIALS.get(_tag(language))
    return regex.compile(words, regex.IGNORECASE) if words else None


def _tag(language: str) -> str:
    try:
        return canonical(language).split("-")[0] if language else ""
    except UnknownLanguage:
        return ""
