"""An archive of many clips made up in rows: lists, counts and cards as of real ones, with words left out."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from dragoman.catalogue.models import Topic
from dragoman.clips.models import Clip
from dragoman.publications.models import Number, Publication
from dragoman.publications.terms import State
from dragoman.search.services import file_everything

TOPICS, SOURCES, SPEAKERS = 46, 61, 3_000
LANGUAGES = ("ar", "fa", "ko", "zh", "ru", "tr", "ur", "he", "es", "fr", "hi", "ps", "ku", "am")
_FIRST = date(2003, 1, 1)
_BATCH = 1_000


def make_clips(count: int, *, first_number: int = 1_000_001) -> None:
    """Published rows from ``first_number`` on, one in 150 numbers silent; file everything once they are there."""
    chance = random.Random(first_number)
    Topic.objects.bulk_create(
        (Topic(name=f"Topic {one}", slug=f"topic-{one}") for one in range(TOPICS)), ignore_conflicts=True
    )
    moment = datetime(2024, 4, 9, tzinfo=UTC)
    for start in range(0, count, _BATCH):
        numbers = range(first_number + start, first_number + min(start + _BATCH, count))
        clips = Clip.objects.bulk_create(Clip(title=f"Clip {number}", made_by="bench") for number in numbers)
        rows = Publication.objects.bulk_create(
            Publication(
                clip=clip,
                state=State.PUBLISHED,
                number=number,
                slug=f"clip-{number}",
                aired_on=_FIRST + timedelta(days=(number - first_number) * 7_700 // count),
                published_at=moment,
                updated_at=moment,
                card=_card(number, chance),
                edition_digest=sha256(str(number).encode()).hexdigest(),
            )
            for clip, number in zip(clips, numbers, strict=True)
        )
        Number.objects.bulk_create(
            Number(number=row.number, publication=row, is_silent=False) for row in rows
        )
    silent = range(first_number + count + 10, first_number + count + 10 + count // 150)
    Number.objects.bulk_create(Number(number=number) for number in silent)
    file_everything()


def _card(number: int, chance: random.Random) -> dict[str, object]:
    source = _often(chance, SOURCES)
    speakers = {_often(chance, SPEAKERS) for _ in range(chance.randint(1, 3))}
    return {
        "title": f"What was said on the {number}th day about the bridge, the harvest and the price of bread",
        "language": "en",
        "duration_ms": 121_000,
        "sources": [[f"Channel {source}", f"channel-{source}", "CN" if source % 3 else "RU", ""]],
        "spoken": [LANGUAGES[source % len(LANGUAGES)]],
        "topics": [[f"topic-{one}", f"Topic {one}"] for one in {_often(chance, TOPICS) for _ in range(2)}],
        "voices": [[f"person-{one}", f"Person {one}"] for one in speakers],
        "roles": [[f"person-{one}", "minister"] for one in speakers],
        "quote": "This year the rain came on time, and the wheat ripened sooner than ever before.",
        "quote_language": "en",
        "quote_speaker": f"Person {min(speakers)}",
        "quote_label": "7",
        "quote_in_ms": 12_000,
        "has_poster": True,
        "has_picture": True,
        "has_media": True,
        "corrections": 0,
    }


def _often(chance: random.Random, of: int) -> int:
    """One of so many, the low ones far more often."""
    return int(of * chance.random() ** 3)
