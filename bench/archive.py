"""A made-up archive of any size, the same each time: ten languages, words by Zipf's law, each clip from its own seed.

Nothing of it need be kept to ask about it. ``contents`` are editions as values; ``filled`` puts what lists and
search pages read of them into the database, without their bytes. A clip has a hundred sentences with an English
rendering each, so that 15,000 clips are 1.5 million sentences.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import accumulate

SENTENCES = 100
LENGTHS = (5, 7, 8, 9, 10, 11, 12, 14, 16, 20)
"""Words of a sentence."""
VOCABULARY = 30_000
_LETTERS = {
    "en": "etaoinshrdlucmfwypvbgkjqxz",
    "ar": "اليمنترهوبعدفسكقحجخشصضطظغذثزء",
    "fa": "اینرمدهتوبسشکزگفلخجقپحعصطضچغظثذژ",
    "ur": "اینرمدہتوبسشکزگفلخجقپحعصطٹضچغڑ",
    "he": "יולהאמרתבנשדעפקחכצגסזט",
    "ru": "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэф",
    "tr": "aeinrlıdkmyutsboüşzgçhğvcöpf",
    "fr": "esaitnrulodcpmévqfbghjàxyèêz",
    "es": "eaosrnidlctumpbgvyqhfzjñxé",
    "ko": "",
    "zh": "",
}
LANGUAGES = tuple(language for language in _LETTERS if language != "en")
COUNTRIES = ("CN", "RU", "IR", "IL", "TR", "FR", "ES", "KR", "PK", "EG", "SA", "QA")
SPEAKERS, CHANNELS, TOPICS = 3_000, 60, 25
# Real words among the made-up ones, one in so many.
_KNOWN = {
    "en": ("policy", "police", "bridge", "imam"),
    "zh": ("贸易", "霸权主义", "大桥"),
    "ar": ("الإمام", "الجسر"),
    "ru": ("мост", "ёлка"),
}
_ONE_IN = 900


@cache
def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Words, commonest and shortest first, and their cumulative weights."""
    dice = random.Random(f"archive {language}")
    letters, lengths = list(_LETTERS[language]), (4, 5, 6, 7, 8, 9)
    if not letters:
        start, count = (0x4E00, 4_000) if language == "zh" else (0xAC00, 2_000)
        letters, lengths = [chr(start + at) for at in dice.sample(range(count * 2), count)], (1, 2, 2, 2, 3)
    weights = list(accumulate(1 / (at + 3) for at in range(len(letters))))
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        length = dice.choice(lengths if len(found) > 100 else (1, 2, 2) if len(letters) > 99 else (2, 3, 4))
        found["".join(dice.choices(letters, cum_weights=weights, k=length))] = None
    return list(found), list(accumulate(1 / (at + 2.7) for at in range(VOCABULARY)))


def sentences(dice: random.Random, language: str) -> list[str]:
    """What one side of a clip says."""
    words, weights = vocabulary(language)
    lengths = [dice.choice(LENGTHS) for _ in range(SENTENCES)]
    said = dice.choices(words, cum_weights=weights, k=sum(lengths))
    for known in _KNOWN.get(language, ()):
        for _ in range(dice.random() < len(said) / _ONE_IN / 3):
            said[dice.randrange(len(said))] = known
    join, end = ("", "。") if language == "zh" else (" ", ".")
    made, at = [], 0
    for length in lengths:
        made.append(join.join(said[at : at + length]) + end)
        at += length
    return made


def content(number: int):
    """The only edition of a clip."""
    from dragoman.publications.content import Content, Source

    dice, language = random.Random(number), LANGUAGES[number % len(LANGUAGES)]
    channel = number * 7 % CHANNELS
    voices = _voices(dice, number, language)
    original, english = sentences(dice, language), sentences(dice, "en")
    lines, track = _words(voices, original, english, language)
    aired = date(2012, 1, 1) + timedelta(days=number * 4_700 // 15_000 if number < 15_000 else 4_700)
    return Content(
        number=number,
        edition=1,
        kind="first",
        public_note="",
        published_at=datetime(2026, 1, 1, tzinfo=UTC),
        previous="",
        language="en",
        title=english[0].title(),
        title_original=original[0],
        title_language=language,
        summary=(" ".join(english[1:3]),),
        intro="",
        convention="verbatim",
        aired_at=None,
        aired_on=aired,
        timezone="",
        duration_ms=(SENTENCES + 1) * 6_000,
        spoken=(language,),
        sources=(
            Source(f"Channel {channel}", "", COUNTRIES[channel % 12], "", "television", f"channel-{channel}"),
        ),
        programme="",
        place="",
        topics=_topics(dice),
        voices=voices,
        lines=lines,
        translations=(track,),
    )  # fmt: skip


def _topics(dice: random.Random) -> tuple[tuple[str, str], ...]:
    """One or two; few of them are common."""
    drawn = {int(dice.triangular(0, TOPICS, 0)) for _ in range(2)}
    return tuple((f"topic-{at}", f"Topic {at}") for at in sorted(drawn))


def _voices(dice: random.Random, number: int, language: str):
    """One to three of the archive's speakers."""
    from dragoman.publications.content import Voice

    names = vocabulary("en")[0]
    speakers = [dice.randrange(SPEAKERS) for _ in range(1 + number % 3)]
    return tuple(
        Voice(
            f"v{at}",
            f"{names[who].title()} {names[who + 5_000].title()}",
            f"{vocabulary(language)[0][who + 9_000]}",
            "minister",
            f"speaker-{who}",
        )
        for at, who in enumerate(dict.fromkeys(speakers))
    )


def _words(voices, original: list[str], english: list[str], language: str):
    """What is said in turn, and its English."""
    from dragoman.publications.content import Line, Rendering, TranslationTrack

    lines = tuple(
        Line(
            str(at), "speech", voices[at * len(voices) // (SENTENCES + 1)].key, language, text, at * 6_000,
            at * 6_000 + 5_800, "person", "p-bench00001", False,
        )
        for at, text in enumerate(original, 1)
    )  # fmt: skip
    renderings = tuple(
        Rendering(str(at), (str(at),), text, "person", "p-bench00002", "")
        for at, text in enumerate(english, 1)
    )
    return lines, TranslationTrack("en", renderings, "")


def contents(count: int) -> Iterator:
    """Numbers 1 to ``count``."""
    return (content(number) for number in range(1, count + 1))


def filled(count: int, batch: int = 500) -> None:
    """What lists read of these clips, in the database in use."""
    from django.db import transaction

    from dragoman.clips.models import Clip
    from dragoman.publications.cards import card_of
    from dragoman.publications.models import Number, Publication
    from dragoman.search.filing import keys_of, standing_of
    from dragoman.search.models import Filing

    made = contents(count)
    for first in range(1, count + 1, batch):
        with transaction.atomic():
            rows = [next(made) for _ in range(min(batch, count + 1 - first))]
            clips = Clip.objects.bulk_create(
                [Clip(title=one.title[:300], spoken=list(one.spoken), made_by="p-bench00001") for one in rows]
            )
            publications = Publication.objects.bulk_create(
                Publication(
                    clip=clip, state="published", number=one.number, slug=f"clip-{one.number}",
                    aired_on=one.aired_on, published_at=one.published_at, updated_at=one.published_at,
                    card=card_of(one, has_poster=True) | {"corrections": 0},
                )
                for clip, one in zip(clips, rows, strict=True)
            )  # fmt: skip
            Number.objects.bulk_create(Number(number=one.number, publication=one) for one in publications)
            Filing.objects.bulk_create(
                Filing(
                    publication=one, kind=kind, value=value, standing=standing_of(one.aired_on, one.number)
                )
                for one in publications
                for kind, value in keys_of(one.card, one.aired_on)
            )
