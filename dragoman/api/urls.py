from __future__ import annotations

from django.urls import path

from dragoman.api.views import health, quote_check

app_name = "api"
urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("api/v1/quote-check", quote_check.check, name="quote_check"),
]
