"""Addresses of pages for readers, in each language of the interface."""

from __future__ import annotations

from django.urls import path

from dragoman.archive import converters  # noqa: F401  registers them
from dragoman.archive.views import (
    check_file,
    cite,
    cited,
    clip,
    corrections,
    editions,
    film,
    home,
    people,
    pictures,
    quote_check,
    report,
    search,
    share,
    sources,
    take,
    topics,
    writings,
)
from dragoman.writings.terms import HOUSE_PAGES

app_name = "archive"
urlpatterns = [
    path("", home.home, name="home"),
    path("clips", home.clips, name="clips"),
    path("clips/", home.clips_without_slash),
    path("topics", topics.topics, name="topics"),
    path("topics/", topics.without_slash),
    path("topics/<title_slug:slug>", topics.topic, name="topic"),
    path("topics/<title_slug:slug>/", topics.without_slash),
    path("people", people.people, name="people"),
    path("people/", people.without_slash),
    path("people/<title_slug:slug>", people.person, name="person"),
    path("people/<title_slug:slug>/", people.without_slash),
    path("sources", sources.sources, name="sources"),
    path("sources/", sources.without_slash),
    path("sources/<title_slug:slug>", sources.source, name="source"),
    path("sources/<title_slug:slug>/", sources.without_slash),
    *(path(slug, writings.page, {"slug": slug}, name=f"page_{slug}") for slug in HOUSE_PAGES),
    *(path(f"{slug}/", writings.elsewhere, {"slug": slug}) for slug in HOUSE_PAGES),
    path("pages/<title_slug:slug>", writings.page, name="page"),
    path("pages/<title_slug:slug>/", writings.elsewhere),
    path("corrections", corrections.corrections, name="corrections"),
    path("reports/<str:token>", report.status, name="report_status"),
    path("check-file", check_file.check, name="check_file"),
    path("quote-check", quote_check.check, name="quote_check"),
    path("search", search.search, name="search"),
    path("find", search.moved, name="find"),
    path("clips/<number:number>", clip.clip, name="clip_short"),
    path("clips/<number:number>/take", take.take, name="take"),
    path("clips/<number:number>/editions/<number:ordinal>/take", take.take, name="take_edition"),
    path("clips/<number:number>/transcript.<ending:ending>", take.taken, name="transcript"),
    path(
        "clips/<number:number>/editions/<number:ordinal>/transcript.<ending:ending>",
        take.taken,
        name="transcript_edition",
    ),
    path("clips/<number:number>/cite", cite.cite, name="cite"),
    path("clips/<number:number>/cited", cited.cited, name="cited"),
    path("clips/<number:number>/editions/<number:ordinal>/cite", cite.cite, name="cite_edition"),
    path("clips/<number:number>/cite.<ending:ending>", cite.cite_file, name="cite_file"),
    path(
        "clips/<number:number>/editions/<number:ordinal>/cite.<ending:ending>",
        cite.cite_file,
        name="cite_file_edition",
    ),
    path("clips/<number:number>/editions/<number:ordinal>", clip.edition, name="edition"),
    path("clips/<number:number>/report", report.report, name="report"),
    path("clips/<number:number>/editions/<number:ordinal>/changes", editions.changes, name="changes"),
    path("clips/<number:number>/s<label:label>", editions.sentence, name="sentence"),
    path("clips/<number:number>/s<label:label>/share", share.share, name="share_sentence"),
    path("clips/<number:number>/s<label:label>/card.png", pictures.card, name="card"),
    path("clips/<number:number>/s<label:label>/film", film.film, name="film"),
    path("clips/<number:number>/s<label:label>/film.mp4", film.film_file, name="film_file"),
    path("clips/<number:number>/share", share.share, name="share"),
    path("clips/<number:number>/<title_slug:slug>", clip.clip, name="clip"),
    # As people type them: the view leads to the clip's own address.
    path("clips/<number:number>/", clip.clip),
    path("clips/<number:number>/<title_slug:slug>/", clip.clip),
]
