from __future__ import annotations

from django.urls import path

from dragoman.api.views import health

app_name = "api"
urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
