"""The topics clips are filed under: how they are called, and what belongs there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dragoman.catalogue.errors import ChannelRefused
from dragoman.catalogue.models import Topic
from dragoman.catalogue.selectors import topics_named
from dragoman.desk.access import insist_on_source_keepers, person_of, staff_only
from dragoman.desk.forms.profiles import TopicForm, topic_values
from dragoman.desk.profiles import ChangedMeanwhile, first_values, save_topic
from dragoman.publications.links import topic_path
from dragoman.search.facets import facets
from dragoman.search.terms import Kind


@staff_only
@require_safe
def topic_list(request: HttpRequest) -> HttpResponse:
    insist_on_source_keepers(request.user)
    asked = request.GET.get("q", "").replace("\0", "").strip()[:200]
    counts = {one.value: one.count for one in facets().topics}
    rows = [(topic, counts.get(topic.slug, 0)) for topic in topics_named(asked)]
    return render(request, "desk/topics.html", {"rows": rows, "asked": asked})


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    insist_on_source_keepers(request.user)
    found = get_object_or_404(Topic, pk=pk)
    if request.method != "POST":
        return _page(request, found, TopicForm(initial=first_values(topic_values(found))))
    form = TopicForm(request.POST)
    if form.is_valid():
        try:
            save_topic(topic=found, form=form, person=person_of(request))
        except ChannelRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        except ChangedMeanwhile as meanwhile:
            form.data = request.POST.copy()
            form.data["seen"] = meanwhile.seen
            return _page(request, found, form, theirs=meanwhile.now, status=409)
        else:
            messages.success(request, _("The topic is saved."))
            return redirect("desk:topic", pk=found.pk)
    return _page(request, found, form, status=422)


def _page(
    request: HttpRequest,
    found: Topic,
    form: TopicForm,
    *,
    theirs: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    count = facets().count_of(Kind.TOPIC, found.slug)
    context = {
        "topic": found,
        "form": form,
        "theirs": theirs or {},
        "count": count,
        "public_path": topic_path(found.slug) if count else "",
    }
    return render(request, "desk/topic.html", context, status=status)
