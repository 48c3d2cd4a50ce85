"""A clip or a sentence on a page of the site: as it stands now, with what became of it said beside."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from markupsafe import Markup

from dragoman.publications.content import Content
from dragoman.publications.correcting import GRAVE
from dragoman.publications.links import clip_path, sentence_path
from dragoman.publications.page import Tombstone
from dragoman.ui import wording
from dragoman.writings.markdown import HouseMark
from dragoman.writings.named import NamedClip, Quoted


def drawn_clip(number: int, named: NamedClip, language: str) -> Markup:
    """A card: number, source, day, title, and what was corrected or withdrawn."""
    if named.left is not None:
        return _left(number, named.left, language)
    if named.clip is None:
        return Markup('<p class="named named--none">{}</p>').format(_number(number))
    clip = named.clip
    content = clip.content
    title = Markup('<p class="named-title"{}><a href="{}">{}</a></p>').format(
        wording.run_on(content.language, language), clip_path(number, clip.slug, language), content.title
    )
    grave = [note for note in clip.corrections if note.kind in GRAVE]
    told = (
        _corrected(f"{clip_path(number, clip.slug, language)}#correction-{grave[-1].edition}")
        if grave
        else ""
    )
    return Markup('<div class="named"><p class="slate">{}</p>{}{}</div>').format(
        Markup().join(Markup("<span>{}</span>").format(part) for part in _slate(content)), title, told
    )


def linked_clip(number: int, named: NamedClip, language: str) -> Markup:
    """The number as a link, within a line."""
    if named.clip is None and named.left is None:
        return Markup("<bdi>{}</bdi>").format(_number(number))
    slug = named.clip.slug if named.clip else ""
    link = Markup('<a href="{}">{}</a>').format(clip_path(number, slug, language), _number(number))
    return link + (Markup(" ({})").format(_("withdrawn")) if named.left else Markup(""))


def drawn_sentence(mark: HouseMark, named: NamedClip, found: Quoted | None, language: str) -> Markup:
    """The words in the reader's language over the original, who said them, where and when."""
    if found is None or found.is_gone:
        return _missing(mark, named, found, language)
    words = [_words("speech", found.text, found.language, language)]
    if found.original:
        words.append(_words("speech beside", found.original, found.original_language, language))
    told = _corrected(sentence_path(mark.number, mark.label, language)) if found.is_corrected else ""
    return Markup(
        '<figure class="sentence-quoted"><blockquote>{}</blockquote><figcaption class="slate">{}</figcaption>{}'
        "</figure>"
    ).format(
        Markup().join(words),
        Markup().join(Markup("<span>{}</span>").format(part) for part in _said(mark, found, language)),
        told,
    )


def linked_sentence(mark: HouseMark, named: NamedClip, found: Quoted | None, language: str) -> Markup:
    """The words within a line of the writer's own."""
    if found is None or found.is_gone:
        words = (
            _("withdrawn") if named.left else _("This sentence is not in the clip any more.") if found else ""
        )
        return _cited(mark, named, language) + (Markup(" ({})").format(words) if words else Markup(""))
    corrected = Markup(' <span class="badge badge--caution">† {}</span>').format(_("corrected"))
    return Markup("<q{}>{}</q> ({}{})").format(
        wording.run_on(found.language, language) or Markup(' dir="auto"'),
        found.text,
        _cited(mark, named, language),
        corrected if found.is_corrected else "",
    )


def _words(kind: str, text: str, tag: str, language: str) -> Markup:
    return Markup('<p class="{}"{}>{}</p>').format(kind, wording.run_on(tag, language), text)


def _said(mark: HouseMark, found: Quoted, language: str) -> Iterator[Markup]:
    """Speaker, source, day, and the label that leads to how we know it."""
    run = wording.run_on(found.clip.content.language, language)
    named = ", ".join(part for part in (found.speaker, found.role) if part)
    yield (
        Markup("<bdi{}>{}</bdi>").format(run, named) if named else Markup("{}").format(_("Speaker not named"))
    )
    yield from list(_slate(found.clip.content))[1:]
    yield _cited(mark, NamedClip(found.clip), language)


def _slate(content: Content) -> Iterator[Markup]:
    yield Markup('<span class="number">{}</span>').format(content.number)
    for source in content.sources:
        place = wording.source_place(source.country, source.place_name)
        yield Markup("<bdi>{}</bdi>").format(f"{source.name} ({place})" if place else source.name)
    if content.aired_on:
        yield Markup('<time datetime="{}">{}</time>').format(
            content.aired_on.isoformat(), wording.long_date(content.aired_on)
        )


def _cited(mark: HouseMark, named: NamedClip, language: str) -> Markup:
    short = f"DRG {mark.number} s{mark.label}"
    if named.clip is None and named.left is None:
        return Markup('<bdi dir="ltr">{}</bdi>').format(short)
    return Markup('<a href="{}" dir="ltr">{}</a>').format(
        sentence_path(mark.number, mark.label, language), short
    )


def _missing(mark: HouseMark, named: NamedClip, found: Quoted | None, language: str) -> Markup:
    if named.left is not None:
        return _left(mark.number, named.left, language)
    words = _("This sentence is not in the clip any more.") if found else ""
    return Markup('<p class="named named--none">{} {}</p>').format(_cited(mark, named, language), words)


def _left(number: int, left: Tombstone, language: str) -> Markup:
    """What readers are told of a withdrawn clip anywhere: that it was, and why."""
    reason = Markup(' <span dir="auto">{}</span>').format(left.reason) if left.reason else Markup("")
    return Markup('<p class="named named--none"><a href="{}">{}</a>: {}{}</p>').format(
        clip_path(number, "", language), _number(number), _("This clip was withdrawn."), reason
    )


def _corrected(path: str) -> Markup:
    return Markup('<p class="named-told"><a class="badge badge--caution" href="{}">† {}</a></p>').format(
        path, _("corrected")
    )


def _number(number: int) -> str:
    return _("No. %(number)s") % {"number": number}
