"""Telling “Xi Jinping: …” from a colon inside speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from dragoman.lib.countries import is_country
from dragoman.lib.pages.marks import opens_quotation
from dragoman.lib.pages.roles import (
    ALONE,
    HONORIFICS,
    LINKS,
    bare,
    is_name_word,
    is_person_word,
    split_speaker,
)
from dragoman.lib.pages.vocabulary import words

_LONGEST: Final = 140
_MOST_WORDS: Final = 16
_COLON: Final = re.compile(r"\s?[:：﹕]")
_NEVER_IN: Final = re.compile(r"[?!;؛؟！？；。，、@=<>{}|\\^~\"“”„«»「」『』…]|https?|www\.")
_SENTENCE: Final = re.compile(r"(\w+)\.(?=\s)")
_NOTED: Final = re.compile(r"([^()\[\]（）]+?)\s*[(\[（]([^()\[\]（）]{1,80})[)\]）]")
_BRACKETS: Final = "()[]（）"
_ORDINAL: Final = re.compile(r"#?\d{1,3}|[A-Z]|[IVX]{1,4}")
_SUFFIX: Final = re.compile(r"(?:jr|sr|ph\.?d|m\.?d|esq|ii|iii)\.?", re.IGNORECASE)
_DASH: Final = re.compile(r"\s[-–—]{1,2}\s(?=[\"“„«])")
_TIMECODE: Final = re.compile(r"[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[-–—]?\s+(?=\D)")
_BULLET: Final = re.compile(r"[-–—•*·▪]\s+")
# Lower-case words that make a label a sentence. Capitalised they may be names: Edward Said, He Yafei.
_SENTENCE_WORDS: Final = words(
    """
    said says say saying asked asks ask is are was were be been being am has have had having will
    would can could should must may might do does did that this these those there here it he she
    they we i you him them me us my your his her its our their what why how when where who whom
    which because if but so then than as not no yes please added adds wrote writes stated states
    declared claims claimed continued continues replied answered tell tells told let let's means
    meaning know think want according about after before during into only just also chanted chanting
    shouts shouted explained warned following excerpts reads read
    """
)  # fmt: skip
_NEVER_FIRST: Final = words(
    """
    said says he she they we i it you there here this that these those my your our his her their its
    what why how when where who which because if but so then and or yes no not please dear oh o first
    second third fourth fifth firstly secondly thirdly finally lastly next also note notes nb n.b
    remember example for in on at from by with about point number step one two three four reason reasons
    conclusion summary background context update warning breaking part chapter verse surah sura rule
    lesson fact facts truth result proof evidence problem solution moral bottom listen look imagine
    subject re fw fwd to cc bcc date sent from reply-to phone tel telephone fax mobile address price
    location venue time speakers featuring starring cast topics topic tags tag category categories
    author photo photos picture image images copyright url link links updated published posted source
    sources translation transcript video watch read see click visit duration title ingredients method
    directions serves attention important tip p.s ps error following quote hadith quran
    koran prophet allah god
    """
)  # fmt: skip
_NEVER_WHOLE: Final = words(
    """
    allah god islam jihad peace war democracy freedom history today tomorrow yesterday never always
    enough exactly correct true false right wrong ok okay well now indeed certainly only people brothers
    sisters friends gentlemen question answer message slogan headline news report opinion analysis
    editorial quote unquote 他说 她说 我说 你说 注意 例如 比如 第一 第二 第三 首先 其次 最后 问题是 原因
    结论 总之 据报道 来源 标题 日期 时长 قال وقال يقول تعالى قوله أولا ثانيا ثالثا أولاً ثانياً ثالثاً
    ملاحظة مثلا النتيجة المصدر العنوان التاريخ المدة сказал говорит во-первых во-вторых в-третьих
    например вывод итак внимание примечание источник дата заголовок
    """
) - {"question", "answer"}
_FAMILY_NAMES: Final = frozenset(
    "王李张劉刘陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧程曹袁邓鄧"
    "许許傅沈曾彭吕蒋蔣蔡贾丁魏薛叶葉阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾"
    "侯邵孟龙习習温汤耿김이박최정강조윤장임한오서신권황안송전홍"
)
_PHRASE: Final = re.compile("[的了吗呢吧们是在不我你他她它这那们]")
_SPEECH_VERBS: Final = re.compile(
    r"(?:说|道|称|表示|认为|指出|强调|问道|回答|是|为|如下)$|(?:^|\s)(?:قال|قالت|يقول|تقول|وقال|إن|أن|"
    r"هي|هو|هذا|التي|الذي)(?:\s|$)"
)


class Belief(IntEnum):
    """How likely a label names a speaker, from its words alone."""

    NO = 0
    MAYBE = 1  # one capitalised word, or a script without capitals
    NAME = 2  # reads like a full name
    SURE = 3  # an interviewer, a host, a named office


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before the first colon of a line, read as a speaker's label."""

    text: str
    speaker: str
    role: str
    rest: str
    belief: Belief
    note: str = ""  # a stage direction between name and colon

    @property
    def quoted(self) -> bool:
        """Whether quoted speech follows the colon at once."""
        return opens_quotation(self.rest) or (
            self.rest[:1] in "'‘" and self.rest[-1:] in "'’" and bool(self.rest)
        )


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """The label ``text`` begins with, if what stands before its colon can be one at all."""
    for before in (_BULLET, _TIMECODE):
        found = before.match(text)
        text = text[found.end() :] if found else text
    if opens_quotation(text):
        return None
    colon = _COLON.search(text, 0, _LONGEST) or _DASH.search(text, 0, _LONGEST)
    if colon is None or colon.start() == 0:
        return None
    label, rest = text[: colon.start()].strip(), text[colon.end() :]
    narrow = colon[0].strip() == ":"
    touches = bool(rest) and not rest[0].isspace() and not opens_quotation(rest) and rest[0] not in "[(*'‘"
    if narrow and touches and (rest[0].isdigit() or rest[0] == "/" or label.isascii()):
        return None
    return _label_of(label, rest.strip())


def _label_of(label: str, rest: str) -> Label | None:
    """“Name (host)” gives a role; “Name [laughs]” a note that belongs to what is said."""
    noted = _NOTED.fullmatch(label)
    if noted is not None and not any(is_person_word(word) for word in noted[2].split()):
        note = label[len(noted[1]) :].strip()
        belief = _belief(noted[1])
        speaker, role = split_speaker(noted[1])
        return None if belief is Belief.NO else Label(noted[1], speaker, role, rest, belief, note)
    belief = _belief(noted[1]) if noted is not None else _belief(label)
    if belief is Belief.NO or (noted is None and any(sign in _BRACKETS for sign in label)):
        bracketed = (
            label[:1] in "([" and label[-1:] in ")]" and is_person_word(label.strip(_BRACKETS).split(" ")[0])
        )
        if not bracketed:
            return None
        belief = Belief.SURE
    speaker, role = split_speaker(label)
    return Label(label, speaker, role, rest, belief)


def _belief(label: str) -> Belief:
    words = label.split()
    if not words or len(words) > _MOST_WORDS or _NEVER_IN.search(label):
        return Belief.NO
    if label.endswith((".", ",", "-")) and not _SUFFIX.fullmatch(words[-1]) and len(bare(words[-1])) > 1:
        return Belief.NO
    name, comma, after = label.partition(", ")
    if (
        comma
        and (after[:1].islower() or _SUFFIX.fullmatch(after))
        and not _SENTENCE_WORDS.intersection(words)
    ):
        before = _belief(name)
        if before >= Belief.NAME:
            return before
    if bare(label) in ALONE or (
        len(words) == 2 and is_person_word(words[0]) and _ORDINAL.fullmatch(words[1]) is not None
    ):
        return Belief.SURE
    first = bare(words[0])
    if (
        first in _NEVER_FIRST
        or bare(label) in _NEVER_WHOLE
        or is_country(label)
        or _SPEECH_VERBS.search(label)
        or any(word in _SENTENCE_WORDS for word in words)
        or _ends_a_sentence(label)
        or any(sign.isdigit() for sign in label)
        or not any(sign.isalpha() for sign in label)
    ):
        return Belief.NO
    return _belief_of_words(words)


def _belief_of_words(words: list[str]) -> Belief:
    odd = [word for word in words if not (is_name_word(word) or is_person_word(word) or bare(word) in LINKS)]
    has_person = any(is_person_word(word) for word in words)
    if odd and not (has_person and len(words) <= 8):
        return Belief.NO
    if not words[0][:1].isalpha() and not is_name_word(words[0]) and words[0][:1] not in "([":
        return Belief.NO
    if not _has_case(words):
        return _belief_of_caseless(words)
    if odd or bare(words[0]) in {"the", "a", "an"}:
        return Belief.MAYBE
    if words[0][0].islower() and not has_person and not is_name_word(words[0]):
        return Belief.NO
    if len(words) == 1:
        return Belief.SURE if has_person and words[0][0].isupper() else Belief.MAYBE
    return Belief.SURE if has_person or bare(words[0]) in HONORIFICS else Belief.NAME


def _belief_of_caseless(words: list[str]) -> Belief:
    """Arabic, Hebrew, Chinese, Korean …: length, and the family names of East Asia, are all there is."""
    letters = "".join(words)
    if len(letters) > 40 or len(words) > 7 or _PHRASE.search(letters):
        return Belief.NO
    is_family_name = letters[0] in _FAMILY_NAMES and 2 <= len(letters) <= 4
    return Belief.NAME if is_family_name or "·" in letters or "・" in letters else Belief.MAYBE


def _has_case(words: list[str]) -> bool:
    return any(letter.isupper() or letter.islower() for word in words for letter in word)


def _ends_a_sentence(label: str) -> bool:
    """A full stop after a word that is no title and no initial ends a sentence."""
    return any(
        len(match[1]) > 1 and match[1].casefold() not in HONORIFICS and not match[1].isupper()
        for match in _SENTENCE.finditer(label)
    )
