"""What is shown while a sentence is begun: a small picture of each, for search, made in one go for an edition."""

from __future__ import annotations

from dragoman.engines.video.port import NoPicture, Watch, WorkCancelled
from dragoman.lib.stills import AVIF, JPEG, scaled
from dragoman.publications.content import Content, Line
from dragoman.publications.film_basis import NoFilm, basis_of
from dragoman.publications.kept_cards import keep_card, kept_card
from dragoman.publications.models import Publication
from dragoman.publications.rules import showing_media
from dragoman.publications.selectors import latest_content
from dragoman.publications.serving import source_of
from dragoman.recordings.vault import vault, workbench
from dragoman.recordings.video import video_engine

WIDTH = 320
FORMS = {form.ending: form for form in (AVIF, JPEG)}
MOST = 600
"""Sentences of one clip; the rest of a very long one is shown by its own picture."""
_AT_ONCE = 20
_INTO_MS = 500
"""After the sentence begins: the picture has changed to the speaker by then."""
_VERSION = "1"


def latest_digest(number: int) -> str:
    """Of the edition that frames are kept under, by one question; empty for what may not be shown."""
    found = Publication.objects.filter(showing_media(), number=number)
    return found.values_list("edition_digest", flat=True).first() or ""


def variant_of(label: str) -> str:
    return f"f{_VERSION}-{label}-{WIDTH}"


def kept_frame(number: int, edition_digest: str, label: str, ending: str) -> bytes | None:
    return kept_card(number, edition_digest, variant_of(label), ending)


def can_have_frame(number: int, label: str) -> bool:
    """Whether the latest edition has this sentence with a time."""
    content = latest_content(number)
    return content is not None and any(line.label == label for line in _timed(content))


def make_frames(*, number: int, watch: Watch) -> int:
    """Make those of the latest edition that are not there. Raises ``NoFilm``. Returns how many were made."""
    basis = basis_of(number)
    if not basis.has_picture:
        raise NoFilm("This clip has no picture.")
    wanted = [
        line for line in _timed(basis.content) if not _is_kept(number, basis.edition.digest, line.label)
    ]
    source = vault().path_of(source_of(basis.playable))
    for begin in range(0, len(wanted), _AT_ONCE):
        if watch.cancelled():
            raise WorkCancelled("The work was cancelled.")
        some = wanted[begin : begin + _AT_ONCE]
        with workbench("frames") as bench:
            try:
                stills = video_engine().stills(source, [_moment(line) for line in some], bench, WIDTH)
            except NoPicture as error:
                raise NoFilm("This clip has no picture.") from error
            for line, still in zip(some, stills, strict=True):
                picture = still.path.read_bytes()
                for ending, form in FORMS.items():
                    made = scaled(picture, WIDTH, form)
                    keep_card(number, basis.edition.digest, variant_of(line.label), made, ending)
        watch.progress(1000 * (begin + len(some)) // len(wanted))
    return len(wanted)


def _timed(content: Content) -> tuple[Line, ...]:
    return tuple(line for line in content.lines if line.in_ms is not None)[:MOST]


def _is_kept(number: int, digest: str, label: str) -> bool:
    return all(kept_frame(number, digest, label, ending) is not None for ending in FORMS)


def _moment(line: Line) -> int:
    begin, end = line.in_ms or 0, line.out_ms or 0
    return min(begin + _INTO_MS, max(begin, (begin + end) // 2))
