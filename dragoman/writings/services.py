"""Commands on the pages of the site."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from dragoman.catalogue.slugs import slug_of
from dragoman.imprint.services import turn_standing
from dragoman.ledger.services import record
from dragoman.ledger.terms import Actor
from dragoman.lib.bounded import TooLong, bounded_line
from dragoman.lib.hashing import canonical, clean_text, digest
from dragoman.writings.defaults import house_wording
from dragoman.writings.drawing import draw
from dragoman.writings.errors import PageRefused, WrittenMeanwhile
from dragoman.writings.models import Page, PageText, PageVersion
from dragoman.writings.terms import HOUSE_PAGES, SUMMARY_MOST, TEXT_MOST, TITLE_MOST, WHY_MOST, Typed


@transaction.atomic
def start_page(*, address: str, actor: Actor) -> Page:
    """Begin a page at an address of words. Raises ``PageRefused`` where it has none, or it is another's."""
    slug = slug_of(address)[:80].strip("-")
    if not slug:
        raise PageRefused(_("Write an address of letters or digits: open-letters."), "address")
    if slug in HOUSE_PAGES or Page.objects.filter(slug=slug).exists():
        raise PageRefused(_("Another page has this address, or had it once: choose another."), "address")
    return _begin(slug, actor)


@transaction.atomic
def take_over_page(*, slug: str, actor: Actor) -> Page:
    """The page of the house at this address as one the desk writes. Readers see our text until one is published."""
    return Page.objects.filter(slug=slug).first() or _begin(slug, actor)


@transaction.atomic
def open_text(*, page: Page, language: str) -> PageText:
    """The working copy in a language: a new one begins with our own text of the page, where there is one."""
    if language not in dict(settings.LANGUAGES):
        raise PageRefused(_("The site is not offered in this language."), "language")
    first = house_wording(page.slug, language)
    said = {"title": first.title, "summary": first.summary, "text": first.text} if first else {}
    text, _made = PageText.objects.get_or_create(
        page=page, language=language, defaults={"revision": 0, **said}
    )
    return text


@transaction.atomic
def save_text(*, text: PageText, typed: Typed, seen: int, actor: Actor) -> PageText:
    """Keep what was typed; readers see nothing of it. Raises ``WrittenMeanwhile`` when ``seen`` is not the latest."""
    fresh = PageText.objects.select_for_update().get(pk=text.pk)
    clean = _clean(typed)
    if clean == Typed(fresh.title, fresh.summary, fresh.text):
        return fresh
    if seen != fresh.revision:
        raise WrittenMeanwhile
    fresh.title, fresh.summary, fresh.text = clean.title, clean.summary, clean.text
    fresh.revision += 1
    fresh.saved_at, fresh.saved_by = datetime.now(UTC), actor.handle
    fresh.save()
    return fresh


@transaction.atomic
def publish_text(*, text: PageText, seen: int, actor: Actor, why: str = "") -> PageVersion:
    """Show the working copy to readers. Raises ``PageRefused`` while something in it can't stand."""
    turn_standing()
    fresh = PageText.objects.select_for_update().select_related("page").get(pk=text.pk)
    if seen != fresh.revision:
        raise WrittenMeanwhile
    _insist_on_page(fresh.page)
    if not fresh.title:
        raise PageRefused(_("Write a title first."), "title")
    if not fresh.text.strip():
        raise PageRefused(_("There is nothing to publish yet."), "text")
    if problems := draw(fresh.text, fresh.language).problems:
        raise PageRefused(_("Something in the text can’t be published yet."), "text", problems)
    return _publish(fresh, Typed(fresh.title, fresh.summary, fresh.text), (why, actor))


@transaction.atomic
def restore_version(*, version: PageVersion, actor: Actor, why: str = "") -> PageVersion:
    """Publish an older version again, as a new one; the working copy becomes it too."""
    turn_standing()
    fresh = PageText.objects.select_for_update().select_related("page").get(pk=version.page_text_id)
    _insist_on_page(fresh.page)
    said = Typed(version.title, version.summary, version.text)
    if problems := draw(said.text, fresh.language).problems:
        raise PageRefused(_("Something in the text can’t be published yet."), "text", problems)
    fresh.title, fresh.summary, fresh.text = said.title, said.summary, said.text
    fresh.revision += 1
    fresh.saved_at, fresh.saved_by = datetime.now(UTC), actor.handle
    return _publish(fresh, said, (why, actor), restored=version.ordinal)


@transaction.atomic
def unpublish_text(*, text: PageText, actor: Actor) -> PageText:
    """Take a language of a page from readers; its versions stay."""
    turn_standing()
    fresh = PageText.objects.select_for_update().select_related("page").get(pk=text.pk)
    if fresh.standing is None:
        return fresh
    fresh.standing = None
    fresh.save(update_fields=["standing"])
    record(
        actor=actor,
        act="page.unpublished",
        subject=f"page:{fresh.page_id}",
        detail={"language": fresh.language},
    )
    return fresh


@transaction.atomic
def arrange_page(*, page: Page, place: int, is_in_foot: bool, actor: Actor) -> Page:
    """Where the page stands in the foot of all others, and whether it does."""
    turn_standing()
    fresh = Page.objects.select_for_update().get(pk=page.pk)
    if (fresh.place, fresh.is_in_foot) == (place, is_in_foot):
        return fresh
    fresh.place, fresh.is_in_foot = place, is_in_foot
    fresh.save(update_fields=["place", "is_in_foot"])
    record(
        actor=actor,
        act="page.arranged",
        subject=f"page:{fresh.pk}",
        detail={"place": place, "in_foot": is_in_foot},
    )
    return fresh


@transaction.atomic
def delete_page(*, page: Page, actor: Actor) -> Page:
    """Take a page out in all languages. Its address says that it is gone, and is given to no other."""
    return _set_deleted(page, datetime.now(UTC), "page.deleted", actor)


@transaction.atomic
def bring_back_page(*, page: Page, actor: Actor) -> Page:
    """Undo that: the page stands again as it did."""
    return _set_deleted(page, None, "page.brought_back", actor)


def _set_deleted(page: Page, at: datetime | None, act: str, actor: Actor) -> Page:
    turn_standing()
    fresh = Page.objects.select_for_update().get(pk=page.pk)
    if (fresh.deleted_at is None) == (at is None):
        return fresh
    fresh.deleted_at = at
    fresh.save(update_fields=["deleted_at"])
    record(actor=actor, act=act, subject=f"page:{fresh.pk}")
    return fresh


def _begin(slug: str, actor: Actor) -> Page:
    place = HOUSE_PAGES.index(slug) * 10 if slug in HOUSE_PAGES else 100
    page = Page.objects.create(slug=slug, place=place)
    record(actor=actor, act="page.started", subject=f"page:{page.pk}")
    return page


def _insist_on_page(page: Page) -> None:
    if page.deleted_at is not None:
        raise PageRefused(_("This page was taken out: bring it back first."))


def _publish(fresh: PageText, said: Typed, by: tuple[str, Actor], restored: int | None = None) -> PageVersion:
    why, actor = by
    last = fresh.versions.order_by("-ordinal").first()
    version = PageVersion.objects.create(
        page_text=fresh,
        ordinal=last.ordinal + 1 if last else 1,
        title=said.title,
        summary=said.summary,
        text=said.text,
        made_by=actor.handle,
        why=_line(why, WHY_MOST, "why"),
        restored=restored,
    )
    fresh.standing = version
    fresh.save()
    record(
        actor=actor,
        act="page.published",
        subject=f"page:{fresh.page_id}",
        detail={
            "language": fresh.language,
            "version": version.ordinal,
            "digest": digest(canonical([said.title, said.summary, said.text])),
            **({"restored": restored} if restored else {}),
        },
    )
    return version


def _clean(typed: Typed) -> Typed:
    text = clean_text(typed.text)
    if len(text) > TEXT_MOST:
        raise PageRefused(_("The text is longer than a page can be: divide it."), "text")
    return Typed(
        _line(typed.title, TITLE_MOST, "title"), _line(typed.summary, SUMMARY_MOST, "summary"), text.rstrip()
    )


def _line(text: str, most: int, field: str) -> str:
    try:
        return bounded_line(text, most=most, what=field)
    except TooLong as error:
        raise PageRefused(_("This is too long: %(most)s characters fit.") % {"most": most}, field) from error
