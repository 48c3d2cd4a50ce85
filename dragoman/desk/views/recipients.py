"""Who has the words of a clip: the sites that embed it, what readers took away, who was told of corrections."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dragoman.corrections.register import Register, register_of
from dragoman.corrections.terms import RecipientKind
from dragoman.desk.access import staff_only
from dragoman.publications.models import Publication
from dragoman.publications.terms import EditionKind


@staff_only
@require_safe
def recipients(request: HttpRequest, pk: int) -> HttpResponse:
    publication = get_object_or_404(
        Publication.objects.select_related("clip").defer("words"), clip=pk, number__isnull=False
    )
    register = register_of(publication.number or 0)
    context = {
        "publication": publication,
        "clip": publication.clip,
        "latest": publication.editions.order_by("-ordinal").values_list("ordinal", flat=True).first() or 0,
        "register": register,
        "taken": tuple((str(RecipientKind(one.kind).label), one) for one in register.taken),
        "told": tuple((str(EditionKind(one.kind).label), one) for one in register.told),
        "is_empty": register == Register((), 0, (), ()),
    }
    return render(request, "desk/recipients.html", context)
