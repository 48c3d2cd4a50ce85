"""A reference as a file, for programs that keep references."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.lib.citation import bibtex, csl, datacite, ris
from dragoman.lib.citation.reference import Reference


@dataclass(frozen=True, slots=True)
class Form:
    name: str
    mime: str
    write: Callable[[Reference], str]


FORMS = {
    "bib": Form("BibTeX", "application/x-bibtex; charset=utf-8", bibtex.write),
    "ris": Form("RIS", "application/x-research-info-systems; charset=utf-8", ris.write),
    "json": Form("CSL-JSON", "application/vnd.citationstyles.csl+json", csl.write),
    "xml": Form("DataCite", "application/vnd.datacite.datacite+xml", datacite.write),
}
"""By the ending of the file."""
