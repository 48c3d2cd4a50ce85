"""The words archives put before or after a speaker's name, and how the two are told apart."""

from __future__ import annotations

import re
from typing import Final

from dragoman.lib.countries import is_country
from dragoman.lib.pages.vocabulary import words

ROLES: Final = words(
    """
    president vice-president minister premier chancellor ambassador spokesman spokesperson
    spokeswoman secretary secretary-general leader official commander mp mk member lawmaker
    legislator parliamentarian governor mayor host co-host anchor anchorman anchorwoman anchorperson
    presenter interviewer moderator mediator newscaster reporter correspondent journalist
    commentator analyst pundit expert researcher scholar professor lecturer academic author writer
    novelist poet singer actor actress comedian artist director filmmaker producer cleric preacher
    rapper student activist lawyer attorney judge prosecutor economist historian politician diplomat
    envoy negotiator adviser advisor chairman chairwoman chairperson chair head chief deputy vice
    editor editor-in-chief columnist owner founder co-founder ceo narrator caller announcer speaker
    candidate officer soldier fighter veteran mufti khatib theologian scientist psychologist
    psychiatrist physician doctor engineer teacher principal strategist consultant manager
    representative delegate oppositionist dissident defector terrorist militant operative jihadi
    jihadist recruiter pm fm dm dean rector philosopher intellectual thinker muezzin reciter
    influencer blogger vlogger youtuber podcaster astrologer coach footballer player businessman
    entrepreneur chef farmer driver nurse coordinator strongman oligarch propagandist translator
    interpreter cartoonist архиепископ президент министр ведущий ведущая корреспондент журналист
    депутат посол эксперт الرئيس وزير الوزير المذيع المذيعة المحاور الصحفي مقدم
    """
)
PERSONS: Final = words(
    """
    man woman boy girl child children kid kids men women boys girls youth elder crowd crowds
    audience voice voices protester protesters protestor protestors demonstrator demonstrators
    worshipper worshippers participants participant guest guests students soldiers fighters choir
    chorus singers narrators panelist panelists questioner viewer viewers passerby resident
    residents villager mother father son daughter brother sister grandmother grandfather widow wife
    husband recording announcer unidentified unnamed unknown voice-over voiceover off-screen
    off-camera caption captions subtitle subtitles on-screen onscreen text chant chants chanting
    lyrics dubbed masked hostage prisoner captive
    """
)
ALONE: Final = words(
    """
    q a question answer interviewer interviewee reporter host narrator moderator anchor presenter mc
    all everyone everybody together вопрос ответ интервьюер ведущий ведущая корреспондент журналист
    диктор голос рассказчик зал толпа المذيع المذيعة المحاور المحاورة الصحفي الصحفية المراسل المقدم
    مقدم المعلق سؤال جواب الجمهور الراوي مجري مجری خبرنگار گزارشگر گوینده پرسش پاسخ سوال 记者 主持人 问 答
    旁白 解说 观众 主播 記者 主持 問 旁白 司会 기자 앵커 진행자 entrevistador entrevistadora periodista presentador
    presentadora journaliste présentateur animateur moderador interviewerin moderatorin sprecher
    reporterin repórter apresentador entrevistadora jornalista prowadzący
    """
)
HONORIFICS: Final = words(
    """
    dr prof mr mrs ms miss sir lord lady dame sheikh shaykh shaikh sheik ayatollah hojatoleslam
    hojjatoleslam hujjat imam mullah maulana mawlana rabbi father fr rev reverend pope bishop
    archbishop cardinal patriarch metropolitan king queen prince princess emir amir sultan gen
    general lt lieutenant col colonel maj major brig brigadier capt captain adm admiral sgt sergeant
    cpl marshal sen senator rep congressman congresswoman gov amb hon eng sayyed sayyid seyyed sayed
    haj hajj hajji abu umm comrade ustaz ustadh st hafiz qari allama
    """
)
PARTICLES: Final = words(
    """
    al el ul ud ad as ash an ar at az bin ibn bint ben abu abd von van de da das do dos du der den
    della del di la le lo las los y e i ould wuld zu zum af av ter ten 't st
    """
)
LINKS: Final = words(
    """
    of for in at on to from and the with by a an &
    """
)
_PREFIXED: Final = re.compile(
    r"['‘’ʿʻ`]?(?:al|el|ad|an|ar|as|ash|at|az|ul|bin|d|l|o|de)[-'’‘]['‘’ʿ`]?\w", re.IGNORECASE
)
_SUFFIX: Final = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?d|m\.?d|esq|mp|md)\.?", re.IGNORECASE)
_BRACKETED: Final = re.compile(r"(.*?)\s*[(\[（]([^()\[\]（）]{1,80})[)\]）]")
_EDGES: Final = ".,'‘’\"“”()[]`ʿ"


def bare(word: str) -> str:
    """The word as the lists above hold it."""
    return word.strip(_EDGES).casefold()


def is_role_word(word: str) -> bool:
    """Whether ``word`` names an office or a task, in the singular or the plural."""
    plain = bare(word)
    return plain in ROLES or (plain.endswith("s") and plain[:-1] in ROLES)


def is_person_word(word: str) -> bool:
    """Whether ``word`` stands for whoever speaks: a role, a crowd, an unnamed man."""
    return is_role_word(word) or bare(word) in PERSONS


def is_name_word(word: str) -> bool:
    """Whether ``word`` can be part of a name: capitalised, an initial, a particle, or of a caseless script."""
    plain = word.strip(_EDGES)
    if not plain:
        return False
    letter = plain[0]
    if letter.isupper() or letter.istitle() or (letter.isalpha() and not letter.islower()):
        return True
    return bare(word) in PARTICLES or _PREFIXED.match(word) is not None


def split_speaker(label: str) -> tuple[str, str]:
    """A label as name and role. A role that can't be told safely from the name stays with it.

    >>> split_speaker("Iranian Foreign Minister Hossein Amir-Abdollahian")
    ('Hossein Amir-Abdollahian', 'Iranian Foreign Minister')
    """
    label = label.strip()
    bracketed = _BRACKETED.fullmatch(label)
    if bracketed is not None:
        name, role = bracketed[1].strip(), bracketed[2].strip()
        if not name:
            return role, ""
        speaker, before = split_speaker(name)
        return speaker, f"{before}, {role}" if before else role
    name, comma, after = label.partition(", ")
    if comma:
        if not _is_role_after(name, after):
            return label, ""
        speaker, before = split_speaker(name)
        return speaker, f"{before}, {after}" if before else after
    return _split_before(label)


def _is_role_after(name: str, after: str) -> bool:
    words = after.split()
    if not name or not words or _SUFFIX.fullmatch(words[0].rstrip(",")):
        return False
    return any(is_person_word(word) for word in words) or words[0][0].islower()


def _split_before(label: str) -> tuple[str, str]:
    words = label.split()
    last = max((at for at, word in enumerate(words[:-1]) if is_role_word(word)), default=-1)
    if last < 0 or (last == 0 and bare(words[0]) in HONORIFICS):
        return label, ""
    start = last + 1
    if bare(words[start]) in {"of", "for"}:
        start = _after_country(words, start + 1)
    name = words[start:]
    if not name or not all(is_name_word(word) for word in name) or any(is_person_word(word) for word in name):
        return label, ""
    if bare(name[-1]).isdigit() or name[0][0].isdigit():
        return label, ""
    return " ".join(name), " ".join(words[:start])


def _after_country(words: list[str], start: int) -> int:
    """Where the name begins after “President of …”, or the end of the words when no country is recognised."""
    for end in range(min(len(words) - 1, start + 5), start, -1):
        if is_country(" ".join(words[start:end])):
            return end
    return len(words)
