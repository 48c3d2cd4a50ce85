"""What there is to take away of an edition: each file with what it is and, where that is known, its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dragoman.archive.metadata import media_of, sound_of
from dragoman.archive.reading import said_languages
from dragoman.archive.taking.corpus_files import has_reviewed, has_reviewed_pairs
from dragoman.archive.taking.forms import CAPTIONS, DATA, DOCUMENTS, Form
from dragoman.archive.taking.wanted import ORIGINAL, NotThere, Wanted, usual
from dragoman.lib.timecode import format_clock
from dragoman.publications.captioning import CAPTIONED
from dragoman.publications.captions import caption_languages
from dragoman.publications.content import Content
from dragoman.publications.links import file_path, taken_path
from dragoman.publications.page import File, PublishedClip
from dragoman.ui.wording import (
    called_by_speakers,
    comma_list,
    file_size,
    language_name,
    reader_language,
    word_list,
)


@dataclass(frozen=True, slots=True)
class Offer:
    """One file. ``detail`` is its type and size, or what it is good for."""

    name: str
    detail: str
    path: str
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The same words in several formats. ``language`` is that of the name, where it is in its own language."""

    name: str
    language: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    media: tuple[Offer, ...]
    captions: tuple[Row, ...]
    documents: tuple[Row, ...]
    data: tuple[Offer, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.media or self.captions or self.documents)


def offers_of(clip: PublishedClip) -> Offers:
    """Of the edition shown; the film is offered with the latest alone, whose words its captions carry."""
    content = clip.content
    is_latest = not clip.editions or content.edition == clip.editions[-1].ordinal
    edition = None if is_latest else content.edition
    choices = tuple(_choices(content))
    has_words = any(line.text for line in content.lines) or bool(choices)
    return Offers(
        media=tuple(_media(clip)) if is_latest else (),
        captions=tuple(_row(content, CAPTIONS, wanted, edition) for wanted in caption_choices(content)),
        documents=tuple(_row(content, DOCUMENTS, wanted, edition) for wanted in choices) if has_words else (),
        data=tuple(_plain(content, form, edition) for form in _data_forms(content)) if has_words else (),
    )


def _data_forms(content: Content) -> Iterator[Form]:
    """Corpora are of reviewed sentences; a memory needs their translations too."""
    for form in DATA:
        if form.ending == "tei" and not has_reviewed(content):
            continue
        if form.ending == "tmx" and not has_reviewed_pairs(content):
            continue
        yield form


def _media(clip: PublishedClip) -> Iterator[Offer]:
    playing = media_of(clip)
    if playing is None:
        return
    is_film = playing.mime.startswith("video/")
    yield _file(clip, playing, _("Video") if is_film else _("Sound"))
    if (sound := sound_of(clip)) and is_film:
        yield _file(clip, sound, _("Sound alone"))
    elif sound:
        yield _file(clip, sound, _("Sound with chapters"))
    if captioned := clip.files.get(CAPTIONED):
        yield _file(clip, captioned, _("Video with captions"))


def _file(clip: PublishedClip, file: File, name: str) -> Offer:
    path = f"{file_path(clip.content.number, file.name)}?download=1"
    length = clip.content.duration_ms
    kind = file.name.rpartition(".")[2].upper()
    facts = [kind, *([format_clock(length)] if length else []), file_size(file.size_bytes)]
    return Offer(name, comma_list(facts), path)


def _choices(content: Content) -> Iterator[Wanted]:
    """As the reader's page has it; then every other translation beside what was said; then each alone."""
    try:
        first = usual(content, reader_language(), columns=2)
    except NotThere:
        return
    has_original = any(line.text for line in content.lines)
    tracks = [one.language for one in content.translations if any(each.text for each in one.renderings)]
    pairs = [(language, "") for language in tracks] if has_original else []
    alone = [(language,) for language in tracks] + ([("",)] if has_original else [])
    for languages in dict.fromkeys([first.languages, *pairs, *alone]):
        # The same two the other way round is no other file to whoever looks for one.
        if languages == first.languages or set(languages) != set(first.languages):
            yield Wanted(languages)


def caption_choices(content: Content) -> tuple[Wanted, ...]:
    """Each language that has times, by its own name; then two together."""
    return tuple(_caption_choices(content))


def _caption_choices(content: Content) -> Iterator[Wanted]:
    timed = caption_languages(content)
    yield from (Wanted((language,)) for language in dict.fromkeys(language for language, _is_said in timed))
    spoken = [language for language, is_said in timed if is_said]
    if len(spoken) > 1:
        yield Wanted(("",))
    translated = {language for language, is_said in timed if not is_said}
    if spoken:
        for one in _choices(content):
            if len(one.languages) == 2 and translated & set(one.languages):
                yield one


def _row(content: Content, forms: Iterable[Form], wanted: Wanted, edition: int | None) -> Row:
    offers = tuple(_in_languages(content, form, wanted, edition) for form in forms)
    (alone,) = wanted.languages if len(wanted.languages) == 1 else ("",)
    return Row(choice_name(content, wanted), alone, offers)


def _in_languages(content: Content, form: Form, wanted: Wanted, edition: int | None) -> Offer:
    path = taken_path(content.number, form.ending, reader_language(), edition)
    return Offer(form.name, str(form.what), f"{path}?lang={wanted.query}", form.ending)


def _plain(content: Content, form: Form, edition: int | None) -> Offer:
    path = taken_path(content.number, form.ending, reader_language(), edition)
    return Offer(form.name, str(form.what), path, form.ending)


def choice_name(content: Content, wanted: Wanted) -> str:
    """“English”, “中文”; two languages and everything that was said in the reader's words."""
    if len(wanted.languages) == 1 and wanted.languages[0]:
        return called_by_speakers(wanted.languages[0])
    said = word_list(language_name(tag) for tag in said_languages(content)) or ORIGINAL
    if wanted.languages == ("",):
        return _("Original (%(languages)s)") % {"languages": said}
    names = [
        language_name(language) if language else _("original (%(languages)s)") % {"languages": said}
        for language in wanted.languages
    ]
    return _("%(first)s with %(second)s") % {"first": names[0], "second": names[1]}
