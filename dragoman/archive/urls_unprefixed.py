"""Addresses that are the same in every language: files, captions, short forms."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from dragoman.archive import converters  # noqa: F401  registers them
from dragoman.archive.views import (
    bundle,
    corrections,
    crawlers,
    editions,
    embed,
    feeds,
    imprint,
    media,
    pictures,
    preview,
    search_feeds,
    shortcuts,
    stills,
)

app_name = "archive_files"
urlpatterns = [
    path("<number:number>", shortcuts.short, name="short"),
    path("c/<number:number>", shortcuts.short, name="short_c"),
    path("embed/<number:number>", embed.embed, name="embed"),
    # The default language stands without a prefix; whoever writes it anyway is led on.
    path(f"{settings.LANGUAGE_CODE}/", shortcuts.front),
    path(f"{settings.LANGUAGE_CODE}/clips/<number:number>", shortcuts.short),
    path(f"{settings.LANGUAGE_CODE}/clips/<number:number>/<title_slug:slug>", shortcuts.short),
    path("clips/<number:number>/files/<file_name:name>", media.published_file, name="file"),
    path("clips/<number:number>/pictures/poster-<number:width>", stills.poster, name="poster_chosen"),
    path(
        "clips/<number:number>/pictures/poster-<number:width>.<picture_form:ending>",
        stills.poster,
        name="poster",
    ),
    path(
        "clips/<number:number>/pictures/s<label:label>-<number:width>.<picture_form:ending>",
        stills.frame,
        name="frame",
    ),
    path("clips/<number:number>/captions/<str:language>.vtt", media.captions, name="captions"),
    path("clips/<number:number>/editions/<number:ordinal>.json", editions.header, name="edition_header"),
    path("clips/<number:number>/editions/<number:ordinal>.lines.jsonl", editions.lines, name="edition_lines"),
    path("preview/<str:token>", preview.preview, name="preview"),
    path("preview/<str:token>/files/<file_name:name>", preview.preview_file, name="preview_file"),
    path(
        "preview/<str:token>/captions/<str:language>.vtt", preview.preview_captions, name="preview_captions"
    ),
    path("corrections.atom", corrections.atom, name="corrections_atom"),
    path("corrections.json", corrections.json_feed, name="corrections_json"),
    path("clips/<number:number>/corrections.atom", corrections.atom, name="clip_corrections_atom"),
    path("clips/<number:number>/corrections.json", corrections.json_feed, name="clip_corrections_json"),
    path("clips/<number:number>/qr.svg", pictures.qr, name="qr"),
    path("clips/<number:number>/s<label:label>/qr.svg", pictures.qr, name="qr_sentence"),
    path("clips/<number:number>/bundle.zip", bundle.bundle, name="bundle"),
    path("<number:number>/s<label:label>.proof", bundle.proof, name="proof"),
    *(path(name, feeds.feed, {"name": name}, name=f"{name}") for name in feeds.FORMS),
    *(
        path(
            f"{kind}/<title_slug:slug>/{name}",
            feeds.feed,
            {"name": name, "kind": kind},
            name=f"{kind}_{name}",
        )
        for kind in feeds.KINDS
        for name in feeds.FORMS
    ),
    *(path(address, search_feeds.feed, {"name": name}) for address, name in search_feeds.ADDRESSES.items()),
    path("robots.txt", crawlers.robots, name="robots"),
    path("llms.txt", crawlers.llms, name="llms"),
    path("sitemap.xml", crawlers.index, name="sitemap"),
    path("sitemaps/pages-<number:part>.xml", crawlers.pages, name="sitemap_pages"),
    path("sitemaps/clips-<number:block>.xml", crawlers.clips, name="sitemap_clips"),
    path("imprint/accent-<str:colour>.css", imprint.accent, name="imprint_accent"),
    path("imprint/<str:name>", imprint.mark, name="imprint_mark"),
    path("favicon.ico", shortcuts.favicon, name="favicon"),
]
