"""Experts: who can be asked about what. How to reach them stands on no page: requests go through the desk."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dragoman.enquiries.enclosing import place_of
from dragoman.enquiries.models import Expert
from dragoman.enquiries.selectors import listed_experts
from dragoman.enquiries.terms import Sector
from dragoman.lib.hashing import file_digest
from dragoman.ui.languages import prefix
from dragoman.ui.media import ServedFile, file_response
from dragoman.ui.wording import language_name, reader_language


@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    topic = request.GET.get("topic", "")[:200]
    everyone = list(listed_experts())
    shown = [one for one in everyone if not topic or topic in one.topics]
    context = {
        "experts": [_shown(one) for one in shown],
        "topics": sorted({name for one in everyone for name in one.topics}, key=str.casefold),
        "topic": topic,
    }
    return render(request, "archive/experts.html", context)


@require_safe
def expert(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "archive/expert.html", _shown(_listed(slug)))


@require_safe
def photo(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = _listed(slug)
    path = place_of(found.photo) if found.photo else None
    if path is None or not path.is_file():
        raise Http404("There is no photograph.")
    served = ServedFile(path, file_digest(path), "image/jpeg", f"{slug}.jpg", "public, no-cache")
    return file_response(request, served)


def _listed(slug: str) -> Expert:
    found = listed_experts().filter(slug=slug).first()
    if found is None:
        raise Http404("There is no such expert.")
    return found


def _shown(found: Expert) -> dict[str, object]:
    """What may be public of an expert, and nothing else."""
    language = reader_language()
    bio_language = next((one for one in (language, "en", *found.bios) if found.bios.get(one)), "")
    root = f"{prefix(language)}/experts/{found.slug}"
    return {
        "name": found.name,
        "title": found.title,
        "topics": found.topics,
        "languages": [language_name(tag) for tag in found.languages],
        "regions": found.regions,
        "zone": found.zone.replace("_", " "),
        "availability": found.availability,
        "conflicts": found.conflicts,
        "sectors": [Sector(one).label for one in found.sectors if one in Sector.values],
        "bio": found.bios.get(bio_language, ""),
        "bio_language": bio_language,
        "path": root,
        "photo": f"{root}/photo.jpg" if found.photo else "",
        "requests_path": f"{prefix(language)}/requests/new",
    }
