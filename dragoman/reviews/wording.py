"""Findings in words. The rule and its values are kept; the sentence is made in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dragoman.lib.languages import name_in
from dragoman.reviews.models import Check

SENTENCES: dict[str, Promise | str] = {
    "unreviewed": _("Sentence s%(label)s was not reviewed by a person (%(side)s)."),
    "same_eyes": _("Sentence s%(label)s was reviewed only by the person who wrote it (%(side)s)."),
    "unreviewed_summary": _("The summary was not reviewed by a person."),
    "same_eyes_summary": _("The summary was reviewed only by the person who wrote it."),
    "summary_quote": _("The summary quotes words that nobody says in the clip: “%(quote)s”."),
    "names_differ": _("Sentence s%(label)s has other names in %(language)s than in the original: %(names)s."),
    "negation_differs": _(
        "Sentence s%(label)s says no in one language and not in the other (%(language)s): look again."
    ),
    "quotes_unbalanced": _("Sentence s%(label)s opens a quotation that does not close (%(side)s)."),
    "no_cues": _("There is no transcript yet: nobody has set down what is said."),
    "no_speech_engine": _(
        "No engine on this machine transcribes %(language)s: the transcript waits for a person."
    ),
    "no_translation_engine": _(
        "No engine on this machine translates from %(source)s into %(language)s: the translation waits for a person."
    ),
    "nothing_heard": _("No speech was found in the sound: the transcript waits for a person."),
    "speech_refused": _(
        "Some speech was left out because it could not be recognised reliably (%(count)s passages)."
    ),
    "wrong_language": _("The sound does not seem to be in %(language)s: the transcript waits for a person."),
    "no_sound": _("The recording has no sound: there is nothing to transcribe."),
    "no_picture": _("The recording has no picture: the clip is sound only."),
    "empty_original": _("Sentence s%(label)s has no words in the original."),
    "untranslated": _("Sentence s%(label)s is not translated into %(language)s."),
    "undecided_speaker": _("Nobody has said yet who speaks sentence s%(label)s."),
    "no_speakers": _("Nobody has said yet who speaks."),
    "digits_differ": _(
        "Sentence s%(label)s has other numbers in %(language)s than in the original: %(numbers)s."
    ),
    "overlaps": _("Sentence s%(label)s begins before s%(other)s ends: right if they speak at once."),
    "other_language": _("Sentence s%(label)s does not seem to be in %(language)s."),
    "too_fast": _(
        "Sentence s%(label)s must be read at %(rate)s characters a second; %(limit)s is the limit."
    ),
    "machine_transcript": _("The transcript was made by machine and has not been reviewed by a person."),
    "machine_translation": _(
        "The translation into %(language)s was made by machine and has not been reviewed."
    ),
    "engine_flag": _("The engine was unsure about sentence s%(label)s."),
}


RULE_NAMES: dict[str, Promise | str] = {
    "unreviewed": _("Not reviewed by a person"),
    "unreviewed_translation": _("Translation not reviewed by a person"),
    "same_eyes": _("Reviewed only by the person who wrote it"),
    "machine_transcript": _("Transcript made by machine"),
    "machine_translation": _("Translation made by machine"),
    "no_cues": _("No transcript"),
    "empty_original": _("Original words missing"),
    "untranslated": _("Not translated"),
    "undecided_speaker": _("Speaker not decided"),
    "no_speakers": _("Speakers not decided"),
    "digits_differ": _("Numbers differ between the languages"),
    "names_differ": _("Names differ between the languages"),
    "negation_differs": _("Negation differs between the languages"),
    "overlaps": _("Sentences at the same time"),
    "other_language": _("Words in another language than stated"),
    "engine_flag": _("Speech engine unsure"),
    "too_fast": _("Too fast to read"),
    "quotes_unbalanced": _("Quotation marks without a partner"),
    "summary_quote": _("Quoted in the summary, not said in the clip"),
}


def rule_name(rule: str) -> str:
    """What a rule looks at, in a few words; the rule itself where there are none."""
    return str(RULE_NAMES.get(rule, rule.replace("_", " ")))


def sentence_of(check: Check) -> str:
    return sentence(check.rule, label=check.label, language=check.language, **check.detail)


def sentence(rule: str, *, language: str = "", label: str = "", **detail: object) -> str:
    """One finding as a sentence in the active language."""
    side = _named(language) if language else str(_("original"))
    values: dict[str, object] = {"label": label, "language": _named(language), "side": side, **detail}
    if "source" in detail:
        values["source"] = _named(str(detail["source"]))
    words = SENTENCES.get(f"{rule}_{label}", SENTENCES[rule])
    return str(words) % values


def _named(tag: str) -> str:
    return name_in(tag, get_language() or "en") if tag else ""
