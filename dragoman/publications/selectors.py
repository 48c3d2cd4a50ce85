"""Reading what was published."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import connection
from django.db.models import Max

from dragoman.accounts.credits import NAMING
from dragoman.accounts.selectors import printed_names_of
from dragoman.clips.models import Clip
from dragoman.imprint import standing
from dragoman.ledger.models import Entry
from dragoman.lib.subtitles.cues import CaptionCue
from dragoman.publications.canonical import read_edition
from dragoman.publications.captions import caption_cues
from dragoman.publications.content import Content
from dragoman.publications.correcting import read_corrections
from dragoman.publications.errors import NoSuchNumber
from dragoman.publications.former_addresses import normal
from dragoman.publications.models import Edition, Number, Publication, PublishedFile, Restriction
from dragoman.publications.moments import Moment
from dragoman.publications.page import EditionNote, File, PublishedClip, Tombstone
from dragoman.publications.readers import reader_country
from dragoman.publications.rules import is_readable, published, readable, showing_media, shows_media
from dragoman.publications.terms import EVERYWHERE, State
from dragoman.publications.tombstones import tombstone_of


def published_clip(number: int, ordinal: int | None = None) -> PublishedClip | Tombstone:
    """Everything a page of this number shows: its latest edition, or the one asked for.

    A withdrawn or merely reserved number gives its tombstone. Raises ``NoSuchNumber`` for one never given.
    """
    found = Edition.objects.filter(readable("publication__"), publication__number=number)
    editions = list(found.select_related("publication").defer("content", "lines").order_by("ordinal"))
    edition = next((one for one in reversed(editions) if ordinal in (None, one.ordinal)), None)
    if edition is None:
        publication = Publication.objects.filter(number=number).first()
        if publication is None or not is_readable(publication):
            return tombstone_of(number, publication)
        raise NoSuchNumber(f"Number {number} has no edition {ordinal}.")
    publication = edition.publication
    seq, naming, stood, signed, content = _read(number, edition.pk)
    return PublishedClip(
        content=content,
        slug=publication.slug,
        digest=edition.digest,
        ledger_seq=seq,
        stamp=stamp_from(edition.digest, seq, naming, stood),
        first_published_at=publication.published_at or edition.published_at,
        files=_files(publication),
        is_listed=publication.is_listed,
        media_blocked_at=publication.media_blocked_at,
        media_blocked_reason=publication.media_blocked_reason,
        names=printed_names_of(one.handle for one in content.people),
        signed_by=signed,
        editions=tuple(
            EditionNote(one.ordinal, one.kind, one.public_note, one.published_at, one.digest)
            for one in editions
        ),
        corrections=tuple(
            note for note in read_corrections(publication.corrections) if note.edition <= content.edition
        ),
    )


def stamp_of(number: int) -> str | None:
    """The stamp of the latest edition's page, by one query; None when there is no page.

    Asked for every page view, so it is plain SQL: building it through the ORM costs more than answering it.
    """
    asked, given = stamp_query(number)
    with connection.cursor() as cursor:
        cursor.execute(asked, given)
        row = cursor.fetchone()
    return stamp_from(*row) if row else None


def stamp_query(number: int) -> tuple[str, list[int | str]]:
    """The question for what a stamp is made of, and its parameters: for whoever asks more in the same breath."""
    return _STAMP, [_subject(number), _NAMING, number, State.PUBLISHED.value]


def published_file(number: int, name: str) -> File | None:
    """A file that may be given to anyone; None for names and numbers that have none."""
    file = PublishedFile.objects.filter(
        showing_media("publication__"), publication__number=number, name=name
    ).first()
    return _file(file) if file else None


def latest_content(number: int) -> Content | None:
    """What the latest edition of a published number says."""
    edition = (
        Edition.objects.filter(readable("publication__"), publication__number=number)
        .order_by("-ordinal")
        .first()
    )
    return content_of(edition) if edition else None


def standing_content(publication: Publication) -> Content | None:
    """The same of a publication at hand, whoever may read it: for those who go on working on it."""
    editions = Edition.objects.filter(published("publication__"), publication=publication)
    edition = editions.order_by("-ordinal").first()
    return content_of(edition) if edition else None


def contents_of(digests: Iterable[str]) -> dict[str, Content]:
    """What editions say, by their digests, by one question; only those that may still be read."""
    wanted = Edition.objects.filter(readable("publication__"), digest__in=list(digests))
    return {edition.digest: content_of(edition) for edition in wanted}


def content_of(edition: Edition) -> Content:
    """What an edition says, except what was withheld since."""
    if edition.get_deferred_fields():
        edition.refresh_from_db(fields=["content", "lines"])  # both in one question
    return read_edition(bytes(edition.content), bytes(edition.lines))


def edition_at(number: int, moment: Moment) -> int:
    """The ordinal of the edition that stood at a moment; the ledger's order decides, its times only translate.

    Raises ``NoSuchNumber`` when the number was not published then.
    """
    if moment.edition is not None:
        return moment.edition
    lines = Entry.objects.filter(subject=_subject(number), act="edition.published")
    lines = lines.filter(seq__lte=moment.size) if moment.size is not None else lines.filter(at__lte=moment.at)
    last = lines.order_by("-seq").first()
    if last is None:
        raise NoSuchNumber(f"Number {number} was not published at that moment.")
    return int(json.loads(bytes(last.line))["detail"]["edition"])


def captions(number: int, language: str) -> tuple[CaptionCue, ...] | None:
    """The published captions in a language spoken or translated into; None when there are none."""
    content = latest_content(number)
    return caption_cues(content, language) if content else None


def restricted_countries() -> frozenset[str]:
    """Codes of the countries in which anything is restricted now."""
    found = Restriction.objects.filter(lifted_at=None).exclude(where=EVERYWHERE)
    return frozenset(
        code for where in found.values_list("where", flat=True) for code in where.split(",") if code
    )


def restricted_here() -> frozenset[int]:
    """Numbers that indexes hold and the reader of the moment may not read; none, and no question, for most readers."""
    country = reader_country()
    if not country:
        return frozenset()
    found = Publication.objects.filter(published(), restricted_in__contains=f",{country},")
    return frozenset(number for number in found.values_list("number", flat=True) if number is not None)


def publication_of(clip: Clip) -> Publication | None:
    return Publication.objects.filter(clip=clip).first()


def at_old_address(path: str, query: str) -> Publication | None:
    """The clip that stood at this address of its former site; ``path`` is decoded, ``query`` is not."""
    address = normal(path, query)
    if address is None:
        return None
    return Publication.objects.filter(old_addresses__path=address).only("number", "slug", "state").first()


def highest_number() -> int:
    return Number.objects.aggregate(highest=Max("number"))["highest"] or 0


_NAMING = NAMING
_STAMP = """
SELECT edition.digest,
       (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry WHERE subject = %s) AS seq,
       (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry WHERE act = %s) AS naming,
       {standing} AS standing
  FROM publications_edition edition
  JOIN publications_publication publication ON publication.id = edition.publication_id
 WHERE publication.number = %s AND publication.state = %s AND publication.restricted_in = ''
 ORDER BY edition.ordinal DESC LIMIT 1
""".replace("{standing}", standing.VERSION_QUESTION)


_READ = """
SELECT (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry WHERE subject = %s),
       (SELECT COALESCE(MAX(seq), 0) FROM ledger_entry WHERE act = %s),
       {standing},
       (SELECT {joined} FROM publications_creditsignature WHERE edition_id = %s),
       content, lines
FROM publications_edition WHERE id = %s
"""
_JOINED = {"sqlite": "GROUP_CONCAT(handle, ' ')", "postgresql": "STRING_AGG(handle, ' ')"}


def _read(number: int, edition: int) -> tuple[int, int, int | None, frozenset[str], Content]:
    """The ledger's last line about the number, and about anybody's name; what the site says of itself; who signed;
    what the edition says. All by one question."""
    asked = _READ.format(joined=_JOINED[connection.vendor], standing=standing.VERSION_QUESTION)
    with connection.cursor() as cursor:
        cursor.execute(asked, [_subject(number), _NAMING, edition, edition])
        seq, naming, stood, signed, content, lines = cursor.fetchone()
    return seq, naming, stood, frozenset((signed or "").split()), read_edition(bytes(content), bytes(lines))


def _subject(number: int) -> str:
    return f"number:{number}"


def stamp_from(edition_digest: str, seq: int, naming: int, stood: int | None) -> str:
    """``stood``: the version of what every page says of the site, which is noted here where it was just read."""
    standing.note(stood)
    return f"{edition_digest[:24]}-{seq}-{naming}" + (f"-{stood:x}" if stood else "")


def _files(publication: Publication) -> dict[str, File]:
    """None where its film is blocked, so that no page can lead to them."""
    if not shows_media(publication):
        return {}
    return {file.name: _file(file) for file in publication.files.all()}


def _file(file: PublishedFile) -> File:
    return File(
        file.name,
        file.sha256,
        file.size_bytes,
        file.mime,
        file.width,
        file.height,
        file.provenance,
        file.edition,
    )


def edition_bytes(number: int, ordinal: int) -> tuple[bytes, bytes]:
    """The header and the leaves of a published edition as they are kept. Raises ``NoSuchNumber``."""
    edition = Edition.objects.filter(
        readable("publication__"), publication__number=number, ordinal=ordinal
    ).first()
    if edition is None:
        raise NoSuchNumber(f"Number {number} has no edition {ordinal}.")
    return bytes(edition.content), bytes(edition.lines)
