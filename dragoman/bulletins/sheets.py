"""The news of each window, read once for all readers whose window it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from dragoman.bulletins.choosing import Sheet, laid_out
from dragoman.bulletins.news import news_between
from dragoman.bulletins.selectors import saved_searches
from dragoman.bulletins.terms import LATE
from dragoman.publications.models import Publication
from dragoman.search.answering.among import found_among


@dataclass(slots=True)
class Sheets:
    """Of one cadence, up to ``now``."""

    cadence: str
    now: datetime
    _sheets: dict[datetime, Sheet] = field(default_factory=dict)
    _found: dict[str, list[str]] = field(default_factory=dict)
    _searches: list[str] | None = None

    def after(self, since: datetime) -> Sheet:
        """The news after a moment; a little before it besides, for what was dated then and came to light later."""
        if since not in self._sheets:
            news = news_between(since - LATE, self.now, self._finding)
            self._sheets[since] = laid_out(news, since)
        return self._sheets[since]

    def _finding(self, clip: Publication) -> list[str]:
        if self._searches is None:
            self._searches = saved_searches(self.cadence)
        if not self._searches:
            return []
        if clip.edition_digest not in self._found:
            number = clip.number or 0
            self._found[clip.edition_digest] = found_among(self._searches, [(clip.aired_on, number)])[number]
        return self._found[clip.edition_digest]


def latest_news(now: datetime) -> datetime:
    """When something was published, changed or withdrawn last."""
    moments = []
    for name in ("published_at", "updated_at", "withdrawn_at"):
        rows = Publication.objects.filter(**{f"{name}__lte": now}).order_by(f"-{name}")
        moments += list(rows.values_list(name, flat=True)[:1])
    return max(moments, default=datetime.min.replace(tzinfo=UTC))
