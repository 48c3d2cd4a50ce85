from __future__ import annotations

from django.urls import path

from dragoman.api.views import giving, health, iiif, ledger, oai, oembed, quote_check, rest

app_name = "api"
urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("oembed", oembed.oembed, name="oembed"),
    path("readyz", health.ready, name="readyz"),
    path(".well-known/dragoman/ledger/checkpoint", ledger.checkpoint, name="checkpoint"),
    path(
        ".well-known/dragoman/ledger/checkpoints/<str:day>",
        ledger.checkpoint_of_day,
        name="checkpoint_of_day",
    ),
    path(".well-known/dragoman/ledger/keys", ledger.keys, name="ledger_keys"),
    path(
        ".well-known/dragoman/ledger/tile/<int:level>/<path:index>.p/<int:width>",
        ledger.tile,
        name="partial_tile",
    ),
    path(".well-known/dragoman/ledger/tile/<int:level>/<path:index>", ledger.tile, name="tile"),
    path("iiif/<str:number>/manifest.json", iiif.clip_manifest, name="iiif_manifest"),
    path("iiif/<str:number>/annotations/<str:track>.json", iiif.annotation_page, name="iiif_annotations"),
    path("iiif/<str:number>/search", iiif.search, name="iiif_search"),
    path("giving/webhooks/<slug:provider>", giving.webhook, name="giving_webhook"),
    path("oai", oai.oai, name="oai"),
    path("api/v1/quote-check", quote_check.check, name="quote_check"),
    path("api/v1/openapi.json", rest.openapi, name="openapi"),
    path("api/v1", rest.root, name="root"),
    path("api/v1/", rest.root),
    *rest.addresses(),
    path("api/<path:rest>", rest.nowhere),
]
