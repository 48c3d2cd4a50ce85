"""Public addresses, so that a letter can print one without knowing any face."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from django.conf import settings

from dragoman.catalogue.slugs import slug_of
from dragoman.lib.timecode import format_seconds

# What stands in a clip's address in place of its title: a sentence, its bundle.
_TAKEN = re.compile(
    r"s[1-9][0-9a-z]*|bundle\.zip|report|corrections|share|take|qr\.svg|cite(?:\.[a-z]+)?|transcript\.[a-z]+",
    re.ASCII,
)


def public_slug(title: str) -> str:
    """A title as it stands in an address, never one that leads elsewhere."""
    slug = slug_of(title)[:80]
    return f"{slug[:75]}-clip" if _TAKEN.fullmatch(slug) else slug


def clip_path(number: int, slug: str = "", language: str = "") -> str:
    """``/clips/11045/night-trains``; other languages than the default stand in front."""
    prefix = f"/{language}" if language and language != settings.LANGUAGE_CODE else ""
    return f"{prefix}/clips/{number}/{slug}" if slug else f"{prefix}/clips/{number}"


def clip_url(number: int, slug: str = "", language: str = "") -> str:
    return settings.SITE_URL + clip_path(number, slug, language)


def sentence_root(number: int, language: str = "") -> str:
    """What stands before ``/s17`` in the address of a sentence's own page."""
    return clip_path(number, "", language)


def preview_path(token: str, rest: str = "") -> str:
    """``/preview/<token>``, and what belongs to it: ``files/clip.mp4``, ``captions/en.vtt``."""
    return f"/preview/{token}{f'/{rest}' if rest else ''}"


def sentence_path(number: int, label: str, language: str = "") -> str:
    """``/clips/11045/s17``: everything we know of one sentence."""
    return f"{sentence_root(number, language)}/s{label}"


def sentence_url(number: int, label: str = "") -> str:
    """The short address of a clip or of one sentence in it: ``https://archive.example/11045#s17``."""
    return f"{settings.SITE_URL}/{number}" + (f"#s{label}" if label else "")


def moment_url(number: int, at_ms: int, edition: int) -> str:
    """A moment as an edition had it; where the clip is cut anew since, the moment is found again."""
    return f"{settings.SITE_URL}/{number}?{urlencode({'t': format_seconds(at_ms), 'e': edition})}"


def share_path(number: int, label: str = "", language: str = "") -> str:
    """Everything one can do to pass on a clip, or one sentence of it."""
    root = sentence_path(number, label, language) if label else clip_path(number, "", language)
    return f"{root}/share"


def card_path(number: int, label: str, language: str = "") -> str:
    """The picture of a sentence."""
    return f"{sentence_path(number, label, language)}/card.png"


def film_path(number: int, label: str, language: str = "") -> str:
    """The page of a sentence's film; the film itself is there as ``.mp4``."""
    return f"{sentence_path(number, label, language)}/film"


def qr_path(number: int, label: str = "") -> str:
    """The code that opens a clip, or one sentence of it."""
    return f"/clips/{number}/s{label}/qr.svg" if label else f"/clips/{number}/qr.svg"


def report_path(number: int, label: str = "", language: str = "") -> str:
    """Where a reader says that something is wrong with a clip, or with one sentence of it."""
    query = f"?sentence={label}" if label else ""
    return f"{clip_path(number, '', language)}/report{query}"


def request_path(number: int, language: str = "") -> str:
    """Where somebody asks the desk for a clip."""
    return f"{_prefix(language)}/requests/new?clip={number}"


def bundle_path(number: int) -> str:
    return f"/clips/{number}/bundle.zip"


def embed_path(number: int) -> str:
    """The clip as it stands on other people's pages, the same address in every language."""
    return f"/embed/{number}"


def oembed_url(address: str, form: str) -> str:
    """Where machines ask how an address of ours is embedded; ``form`` is json or xml."""
    return f"{settings.SITE_URL}/oembed?{urlencode({'url': address, 'format': form})}"


def take_path(number: int, language: str = "", edition: int | None = None) -> str:
    """Where everything stands that can be taken away of a clip, or of one of its editions."""
    return f"{_edition_root(number, language, edition)}/take"


def taken_path(number: int, ending: str, language: str = "", edition: int | None = None) -> str:
    """``/clips/11045/transcript.pdf``: the words as a file."""
    return f"{_edition_root(number, language, edition)}/transcript.{ending}"


def clip_film_path(number: int, language: str = "") -> str:
    """The page of a clip's film with captions burnt in; the film itself is there as ``.mp4``."""
    return f"{take_path(number, language)}/film"


def cite_path(
    number: int, label: str = "", language: str = "", edition: int | None = None, ending: str = ""
) -> str:
    """How a clip, or one sentence of it, is cited; as a file for reference managers where an ending is given."""
    path = f"{_edition_root(number, language, edition)}/cite{f'.{ending}' if ending else ''}"
    return f"{path}?sentence={label}" if label else path


def cited_path(number: int, language: str = "") -> str:
    """Where a reader says that they cited a clip."""
    return f"{clip_path(number, '', language)}/cited"


def _edition_root(number: int, language: str, edition: int | None) -> str:
    root = clip_path(number, "", language)
    return root if edition is None else f"{root}/editions/{edition}"


def source_path(slug: str = "", language: str = "") -> str:
    """``/sources/cctv``; the list of all sources without a slug."""
    return f"{_prefix(language)}/sources/{quote(slug)}" if slug else f"{_prefix(language)}/sources"


def clips_path(language: str = "") -> str:
    """``/clips``: the list that is narrowed by a query."""
    return f"{_prefix(language)}/clips"


def topic_path(slug: str = "", language: str = "") -> str:
    """``/topics/railways``; the list of all topics without a slug."""
    return f"{_prefix(language)}/topics/{quote(slug)}" if slug else f"{_prefix(language)}/topics"


def person_path(slug: str = "", language: str = "") -> str:
    """``/people/lin-ruomei``; the list of all people heard without a slug."""
    return f"{_prefix(language)}/people/{quote(slug)}" if slug else f"{_prefix(language)}/people"


def clips_url(by: str, slug: str) -> str:
    """The page of one ``topic``, ``source`` or ``person``, which lists its clips."""
    paths = {"topic": topic_path, "source": source_path, "person": person_path}
    return settings.SITE_URL + paths[by](slug)


def feed_path(name: str, kind: str = "", slug: str = "") -> str:
    """``/feed.atom`` for everything, ``/topics/railways/feed.atom`` for one topic, source or person."""
    return f"/{kind}/{quote(slug)}/{name}" if kind else f"/{name}"


def file_path(number: int, name: str) -> str:
    return f"/clips/{number}/files/{name}"


def picture_path(number: int, name: str, width: int, ending: str = "") -> str:
    """A copy of a clip's picture, so wide; without an ending the format is chosen by what the browser takes."""
    return f"/clips/{number}/pictures/{name}-{width}" + (f".{ending}" if ending else "")


def captions_path(number: int, language: str) -> str:
    return f"/clips/{number}/captions/{language}.vtt"


def _prefix(language: str) -> str:
    return f"/{language}" if language and language != settings.LANGUAGE_CODE else ""


def moment_fragment(in_ms: int, out_ms: int | None = None) -> str:
    """A media fragment (W3C Media Fragments 1.0): ``#t=12.3,18.9``."""
    end = f",{format_seconds(out_ms)}" if out_ms is not None else ""
    return f"#t={format_seconds(in_ms)}{end}"
