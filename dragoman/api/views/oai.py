"""``/oai``: the six verbs of OAI-PMH 2.0, by address or by form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree  # type: ignore[import-untyped]

from dragoman.api.callers import admit
from dragoman.api.oai import writing
from dragoman.api.oai.asking import known_prefix, selection, token_of, verb_and_arguments
from dragoman.api.oai.metadata import described
from dragoman.api.oai.terms import OaiError, number_in
from dragoman.api.problems import Refused, opened, problem
from dragoman.catalogue.selectors import sensitive_slugs
from dragoman.machines.terms import Scope
from dragoman.search.facets import facets
from dragoman.search.harvest import Changed, changed, changed_number, first_change
from dragoman.search.terms import Kind

_RECORDS, _HEADERS = 50, 200

Arguments = dict[str, str]


@csrf_exempt  # it changes nothing and asks nobody who they are
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    try:
        admit(request, Scope.READ)
    except Refused as refused:
        return problem(refused)
    asked = request.POST if request.method == "POST" else request.GET
    try:
        verb, arguments = verb_and_arguments(asked)
    except OaiError as error:
        root = writing.frame({})
        writing.error(root, error)
        return _answer(root)
    root = writing.frame({"verb": verb, **arguments})
    try:
        _VERBS[verb](root, arguments)
    except OaiError as error:
        if error.code == "badArgument":
            root = writing.frame({})
        writing.error(root, error)
    return _answer(root)


def _identify(root: etree._Element, _: Arguments) -> None:
    writing.identify(root, first_change())


def _formats(root: etree._Element, arguments: Arguments) -> None:
    if "identifier" in arguments:
        _found(arguments["identifier"])
    writing.formats(root)


def _sets(root: etree._Element, arguments: Arguments) -> None:
    if "resumptionToken" in arguments:
        raise OaiError("badResumptionToken", "The sets are listed at once: no token was given out.")
    found = facets()
    writing.sets(root, ((Kind.TOPIC, "Topics", found.topics), (Kind.SOURCE, "Sources", found.sources)))


def _get(root: etree._Element, arguments: Arguments) -> None:
    prefix = known_prefix(arguments["metadataPrefix"])
    one = _found(arguments["identifier"])
    told = described([] if one.is_withdrawn else [one.publication])
    writing.record(writing.add(root, "GetRecord"), one, prefix, told, sensitive_slugs())


def _headers(root: etree._Element, arguments: Arguments) -> None:
    hidden = sensitive_slugs()

    def write(parent: etree._Element, found: list[Changed], _prefix: str) -> None:
        for one in found:
            writing.header(parent, one, hidden)

    _list(root, "ListIdentifiers", arguments, _HEADERS, write)


def _records(root: etree._Element, arguments: Arguments) -> None:
    hidden = sensitive_slugs()

    def write(parent: etree._Element, found: list[Changed], prefix: str) -> None:
        told = described(one.publication for one in found if not one.is_withdrawn)
        for one in found:
            writing.record(parent, one, prefix, told, hidden)

    _list(root, "ListRecords", arguments, _RECORDS, write)


def _list(
    root: etree._Element,
    verb: str,
    arguments: Arguments,
    most: int,
    write: Callable[[etree._Element, list[Changed], str], None],
) -> None:
    asked = selection(arguments)
    kind, slug = asked.kind_and_slug
    if kind and (not slug or (kind == Kind.SOURCE and slug in sensitive_slugs())):
        raise OaiError("noRecordsMatch", "Nothing stands in that set itself.")
    found = changed(span=asked.span, kind=kind, value=slug, after=asked.after, most=most + 1)
    if not found:
        raise OaiError("noRecordsMatch", "Nothing was published or withdrawn that fits.")
    page = found[:most]
    told = writing.add(root, verb)
    write(told, page, asked.prefix)
    if len(found) > most:
        sent = asked.sent + len(page)
        writing.token(told, token_of(asked, (page[-1].at, page[-1].number), sent), asked.sent)
    elif asked.after is not None:
        writing.token(told, "", asked.sent)


def _found(identifier: str) -> Changed:
    found = changed_number(number_in(identifier))
    if found is None:
        raise OaiError("idDoesNotExist", "There is no item of that identifier.")
    return found


def _answer(root: etree._Element) -> HttpResponse:
    body = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return opened(HttpResponse(body, content_type="text/xml; charset=utf-8"))


_VERBS: dict[str, Callable[[etree._Element, Arguments], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _headers,
    "ListRecords": _records,
}
