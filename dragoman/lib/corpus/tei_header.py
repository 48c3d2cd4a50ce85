"""The header of a TEI document: what it is, who made it, where it comes from, what it leaves out."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from dragoman.lib.corpus.sentences import Corpus
from dragoman.lib.corpus.tei_parts import XML_ID, XML_LANG, add
from dragoman.lib.timecode import format_seconds

_ROLES = {
    "transcriber": "Transcribed by",
    "translator": "Translated by",
    "reviewer": "Reviewed by",
}


def add_header(root: etree._Element, corpus: Corpus, version: str) -> None:
    header = add(root, "teiHeader")
    header.set(XML_LANG, "en")
    file_part = add(header, "fileDesc")
    _titles(file_part, corpus)
    edition = add(add(file_part, "editionStmt"), "edition", f"Edition {corpus.edition}")
    edition.set("n", str(corpus.edition))
    _publication(file_part, corpus)
    _source(file_part, corpus)
    encoding = add(header, "encodingDesc")
    add(
        add(encoding, "projectDesc"),
        "p",
        "Sentences of a broadcast that a person has reviewed, with their reviewed translations. "
        "Gaps mark sentences that are withheld or not reviewed, and stretches of the broadcast left out of the clip.",
    )
    add(add(add(encoding, "appInfo"), "application", ident="dragoman", version=version), "label", "Dragoman")
    _profile(header, corpus)
    changes = add(header, "revisionDesc")
    for one in reversed(corpus.versions):
        add(changes, "change", one.note or one.kind, n=str(one.ordinal), when=one.on.isoformat())
    if not corpus.versions:
        add(changes, "change", "published", when=corpus.published_on.isoformat())


def _titles(file_part: etree._Element, corpus: Corpus) -> None:
    titles = add(file_part, "titleStmt")
    title = add(titles, "title", corpus.title or corpus.identifier)
    title.set(XML_LANG, corpus.title_language or "und")
    if corpus.title_original:
        original = add(titles, "title", corpus.title_original, type="original")
        original.set(XML_LANG, corpus.title_original_language or "und")
    for role, name in corpus.credits:
        made = add(titles, "respStmt")
        add(made, "resp", _ROLES.get(role, role))
        add(made, "name", name)


def _publication(file_part: etree._Element, corpus: Corpus) -> None:
    publication = add(file_part, "publicationStmt")
    add(publication, "publisher", corpus.publisher)
    day = corpus.published_on.isoformat()
    add(publication, "date", day, when=day)
    add(publication, "idno", corpus.identifier, type="DRG")
    add(publication, "idno", corpus.address, type="URI")
    add(publication, "idno", corpus.digest, type="SHA-256")
    add(add(publication, "availability"), "p", corpus.rights or "No statement of rights was made.")


def _source(file_part: etree._Element, corpus: Corpus) -> None:
    source = add(file_part, "sourceDesc")
    recording = add(add(source, "recordingStmt"), "recording", type=corpus.medium or "video")
    if corpus.duration_ms is not None:
        recording.set("dur", f"PT{format_seconds(corpus.duration_ms)}S")
    broadcast = add(add(recording, "broadcast"), "bibl")
    add(broadcast, "title", corpus.programme or corpus.title or corpus.identifier)
    for name, place in corpus.sources:
        station = add(broadcast, "publisher", name)
        if place:
            add(broadcast, "pubPlace", place)
        station.set("n", name)
    if corpus.aired:
        add(broadcast, "date", corpus.aired, when=corpus.aired)


def _profile(header: etree._Element, corpus: Corpus) -> None:
    profile = add(header, "profileDesc")
    if corpus.languages:
        usage = add(profile, "langUsage")
        for tag in corpus.languages:
            add(usage, "language", tag or "und", ident=tag or "und")
    if corpus.people:
        people = add(add(profile, "particDesc"), "listPerson")
        for one in corpus.people:
            person = add(people, "person")
            person.set(XML_ID, one.key)
            add(person, "persName", one.name or "not named")
            if one.name_original:
                add(person, "persName", one.name_original, type="original")
            if one.role:
                add(person, "occupation", one.role)
    if corpus.place:
        add(add(add(profile, "settingDesc"), "setting"), "placeName", corpus.place)
