"""What outsiders are told of a number that has no page for them."""

from __future__ import annotations

from urllib.parse import quote

from dragoman.publications.canonical import read_edition
from dragoman.publications.content import Source
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.models import Number, Publication, Restriction
from dragoman.publications.page import Tombstone
from dragoman.publications.rules import is_published, is_restricted, is_withdrawn, readable
from dragoman.publications.terms import State


def tombstone_of(number: int, publication: Publication | None) -> Tombstone:
    """Withdrawn, restricted or merely reserved.

    Raises ``NoSuchNumber`` for one never given, and for an embargoed clip's, which must not differ from it.
    """
    if publication is not None and is_withdrawn(publication):
        return _withdrawn(number, publication)
    if publication is not None and is_published(publication) and is_restricted(publication):
        return _restricted(number, publication)
    if publication is not None and publication.state == State.EMBARGOED:
        raise NoSuchNumber(f"There is no number {number}.")
    if publication is not None or Number.objects.filter(number=number).exists():
        return Tombstone(number, "reserved", "", None, "")
    raise NoSuchNumber(f"There is no number {number}.")


def restriction_met(number: int) -> Tombstone | None:
    """What the reader of the moment is told of a clip that a demand keeps from them; None where none does."""
    publication = Publication.objects.filter(number=number).only("state", "restricted_in", "number").first()
    if publication is None or not is_published(publication) or not is_restricted(publication):
        return None
    return _restricted(number, publication)


def blocked_by(told: Tombstone) -> dict[str, str]:
    """The header that names who demands it (RFC 7725); none where they have no address."""
    if not told.authority_url:
        return {}
    address = quote(told.authority_url, safe=":/?#[]@!$&'()*+,;=%~")
    return {"Link": f'<{address}>; rel="blocked-by"'}


def survivor_of(number: int) -> Publication | None:
    """The clip that a withdrawn number is a duplicate of, where it can be read."""
    kept = Number.objects.filter(number=number).values("survivor_id")
    return Publication.objects.filter(readable(), number__in=kept).only("number", "slug").first()


def _withdrawn(number: int, publication: Publication) -> Tombstone:
    survivor = survivor_of(number)
    return Tombstone(
        number,
        "withdrawn",
        "",
        publication.withdrawn_at,
        publication.withdrawn_reason,
        survivor=survivor.number if survivor else None,
        survivor_slug=survivor.slug if survivor else "",
    )


def _restricted(number: int, publication: Publication) -> Tombstone:
    told = Restriction.objects.filter(publication=publication, lifted_at=None).first()
    if told is None:  # nothing to say of it, and nothing to show either
        return Tombstone(number, "restricted", "", None, "")
    return Tombstone(
        number,
        "restricted",
        "",
        told.made_at,
        told.reason,
        demanded_by=told.demanded_by,
        authority_url=told.authority_url,
        sources=_sources(publication) if told.shows_source else (),
    )


def _sources(publication: Publication) -> tuple[Source, ...]:
    edition = publication.editions.order_by("-ordinal").first()
    return read_edition(bytes(edition.content), bytes(edition.lines)).sources if edition else ()
