"""Every address of the product."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("dragoman.api.urls")),
    path("desk/", include("dragoman.desk.urls")),
    path("accounts/language/", set_language, name="set_language"),
    path("accounts/", include("allauth.urls")),
    path("", include("dragoman.archive.urls_unprefixed")),
    *i18n_patterns(path("", include("dragoman.archive.urls")), prefix_default_language=False),
]

# Addresses of the site an archive came from are looked up only where nothing of ours answers.
handler404 = "dragoman.archive.views.former.not_found"
