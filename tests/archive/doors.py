"""Every public address there is, taken from the routes, so that a new one is walked through without being told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from dragoman.api.oai.terms import identifier_of

_OF_A_CLIP = re.compile(r"(^|/)(clips|c|embed|iiif)/<|^<number|numbers/<")
PUBLIC = {"archive", "archive_files", "api"}
# Something for each part of an address. A route with another part fails here until it is given one.
PARTS = {
    "label": "1",
    "ordinal": "1",
    "name": "clip.mp4",
    "language": "en",
    "track": "en",
    "width": "320",
    "slug": "zyzzyva",
    "token": "nobody-has-this",
    "part": "1",
    "block": "0",
    "day": "2026-01-01",
    "level": "0",
    "index": "000",
    "rest": "nowhere",
    "colour": "1f5fa8",
    "key": "nobody-has-this",
    "secret": "nobody-has-this",
    "signed": "nobody-has-this",
    "code": "nobody-has-this",
    "provider": "nobody",
    "year": "2026",
}
ENDINGS = {"cite": "bib", "transcript": "txt", "poster": "jpg"}
MORE = (
    "/search?q={word}",
    "/search?q=Selva&order=newest",
    "/clips?words={word}",
    "/clips?topic=railways",
    "/find?q={word}",
    "/search.atom?q={word}",
    "/search.json?q={word}",
    "/api/v1/search?q={word}",
    "/api/v1/clips?order=changed",
    "/api/v1/quote-check?text={word}+will+run+again+from+the+first+of+May",
    "/quote-check?text={word}+will+run+again+from+the+first+of+May",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc",
    "/oai?verb=ListRecords&metadataPrefix=oai_datacite",
    "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc",
    "/oai?verb=ListSets",
    "/ar/",
    "/ar/clips",
)
OF_A_NUMBER = (
    "/oembed?url={site}/{number}",
    "/oembed?format=xml&url={site}/clips/{number}",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={oai}",
    "/search?q=%23{number}",
    "/find?q={number}",
    "/ar/clips/{number}",
    "/ar/clips/{number}/s1",
    "/embed/{number}?transcript=1&lang=en",
    "/clips/{number}/files/poster.jpg",
    "/clips/{number}/files/captioned.mp4",
    "/clips/{number}/captions/zh.vtt",
    "/clips/{number}?as-of=1",
    "/clips/{number}?t=2&e=1",
)


@dataclass(frozen=True, slots=True)
class Door:
    path: str
    of_a_number: bool


def doors(number: int, word: str) -> Iterator[Door]:
    for namespace, route in _routes(get_resolver().url_patterns):
        if namespace in PUBLIC:
            yield Door("/" + _filled(route, number), _OF_A_CLIP.search(route) is not None)
    for path in MORE:
        yield Door(path.format(word=word), of_a_number=False)
    for path in OF_A_NUMBER:
        yield Door(
            path.format(number=number, site=settings.SITE_URL, oai=identifier_of(number)), of_a_number=True
        )


def _routes(
    patterns: list[URLPattern | URLResolver], before: str = "", namespace: str = ""
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one.url_patterns, route, one.namespace or namespace)
        else:
            yield namespace, route


def _filled(route: str, number: int) -> str:
    def part(match: re.Match[str]) -> str:
        name = match[1].rpartition(":")[2]
        if name == "number":
            return str(number)
        if name == "ending":
            return next((ending for word, ending in ENDINGS.items() if word in route), "jpg")
        return PARTS[name]

    return re.sub(r"<([^>]+)>", part, route)
