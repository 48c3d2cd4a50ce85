"""What is said of each result, in the reader's language; the faces print these sentences."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dragoman.search.quotes.request import MOST_CHARACTERS
from dragoman.search.quotes.results import Report, Result
from dragoman.search.quotes.terms import Join, Verdict
from dragoman.ui.wording import decimal, long_date, plain_line


def verdict_words(result: Result) -> str:
    """The finding in one sentence or two."""
    if result.verdict == Verdict.SUPERSEDED:
        return _("These were the words until %(date)s; corrected since.") % {"date": _day(result.until)}
    if result.verdict == Verdict.RETRACTED:
        return _("Withdrawn on %(date)s. %(reason)s") % {
            "date": _day(result.withdrawn_at),
            "reason": plain_line(result.reason),
        }
    if result.verdict == Verdict.WRONG_SPEAKER and result.place is not None:
        return _wrong_speaker(result, result.place.speaker)
    if result.verdict == Verdict.JOINED:
        return _joined(result)
    if result.verdict == Verdict.SHORTENED and not result.left_out:
        return _("On record, but for the words in brackets, which are the writer's.")
    return _plain()[result.verdict]


def remarks(result: Result) -> tuple[str, ...]:
    """What a reader should know beside the finding."""
    found = []
    if result.is_dressed:
        found.append(_("Capitals or punctuation differ."))
    if result.lost_question:
        found.append(_("On record it is a question."))
    if any(one.denies for one in result.left_out):
        found.append(_("What is left out denies something."))
    if any(one.has_number for one in result.left_out):
        found.append(_("What is left out holds a number."))
    return tuple(found)


def refused(*, is_too_long: bool = False) -> str:
    """Why nothing was checked."""
    if is_too_long:
        return _("This is more than %(count)s characters. Check it in parts.") % {
            "count": decimal(MOST_CHARACTERS)
        }
    return _("The index of quotations is being made. Try again in a few minutes.")


def overlooked(report: Report) -> str:
    """What was not checked; empty where everything was."""
    if not report.more:
        return ""
    return ngettext(
        "%(count)s more quotation was not checked. Check the rest of the article by itself.",
        "%(count)s more quotations were not checked. Check the rest of the article by itself.",
        report.more,
    ) % {"count": report.more}


def _plain() -> dict[Verdict, str]:
    return {
        Verdict.EXACT: _("These are the words on record."),
        Verdict.PART: _("These words are on record. The sentence goes on."),
        Verdict.SHORTENED: _("On record, with words left out, shown here."),
        Verdict.ALTERED: _("On record in other words."),
        Verdict.SIMILAR: _("A similar sentence is on record."),
        Verdict.NOT_FOUND: _("Not found in this archive. That does not mean it was not said."),
        Verdict.TOO_SHORT: _("Too short to check: a few words may be anybody's."),
    }


def _wrong_speaker(result: Result, speaker: str) -> str:
    if result.speaker_asked:
        return _("The words are on record, spoken by %(speaker)s, not %(asked)s.") % {
            "speaker": plain_line(speaker),
            "asked": plain_line(result.speaker_asked),
        }
    return _(
        "The words are on record, spoken by %(speaker)s. The article seems to attribute them to another."
    ) % {"speaker": plain_line(speaker)}


def _joined(result: Result) -> str:
    if result.join == Join.ACROSS_A_CUT:
        minutes, seconds = divmod(round(result.cut_ms / 1000), 60)
        return _("Sentences quoted as one, across a cut of %(length)s.") % {
            "length": f"{minutes}:{seconds:02}"
        }
    if result.join == Join.OTHERS_BETWEEN:
        return _("Sentences quoted as one, with others between left out.")
    return _("Sentences that follow each other, quoted as one.")


def _day(iso: str) -> str:
    try:
        return long_date(datetime.fromisoformat(iso).date())
    except ValueError:
        return "–"
